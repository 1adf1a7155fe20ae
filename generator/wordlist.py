"""Wordlist: the 1,024 English words that a page in words mode opens with.

Part of format HR1: a changed word changes what people have written down, so the list stays as it is.
Short, kind, alphabetical, no two of them a letter apart.
"""

from __future__ import annotations

from typing import Final

WORDS: Final = tuple(
    """
    ability able about above absent absorb absurd access account achieve acquire across action actor actress actual
    adapt address adjust admit adult advance advice aerobic affair afford again agent agree ahead airport aisle
    album alert alley allow almost alpha already also alter always amateur amazing among amount amused analyst
    anchor ancient angle animal annual another answer antenna antique apart apology appear apple approve april arch
    arctic area argue around arrange arrive arrow artist artwork aspect asset assist assume athlete atom attend
    attract audit august author auto autumn average avocado awake away awesome axis badge balance balcony ball
    bamboo banana banner bargain barrel base basic basket beach bean beauty become before begin behave behind below
    belt better beyond bike bird birth bless blouse blue blush board boat boil bonus book boost border borrow boss
    bottom bounce brand brass brave bread breeze brick bridge brief bright bring bronze broom brown bubble buddy
    budget build bulb bundle burger busy buyer buzz cabin cactus cage calm camera camp canal cancel candy canoe
    canvas canyon carbon card cargo carpet carry cash castle casual catch caught cause celery cement census cereal
    chair chalk change chase chat check cheese chef cherry chest choice choose chunk churn circle city civil claim
    clap clean clerk clever click client cliff climb clog close cloth cloud clown club clump clutch coach coast code
    coffee coin color column comic common cool copper copy coral cotton couple course cousin cover coyote crack
    cradle craft cram crane crater crawl credit creek crew crisp critic crop crouch crowd cruise crunch crush cube
    curve custom cycle dance daring dawn deal debate decade deer define degree delay demand deny depart depend depth
    deputy derive desert design desk detail detect device devote diary dice diesel diet differ dinner direct dish
    divert divide doll domain donate donkey donor double dove dragon draw dream dress drift drill drum duck dune
    dutch duty eager eagle early earn earth easily east echo edge edit effort eight either elbow elder elite else
    embark embody emerge employ enable enact energy engage engine enjoy enlist enough enrich enroll ensure enter
    entire entry equal equip essay estate ethics evoke evolve excess excite exist exotic expand expect extend extra
    fabric face faint faith family famous fancy farm feed fence fetch fiber field figure file filter final find
    finger finish first flag flame flash flavor flight flip float flock floor flower fluid foam focus fold follow
    foot force forest forget fork forum fossil foster found fresh friend fringe frog front fruit fuel funny future
    gadget galaxy game garage garden garlic gather genius genre gentle giant gift giggle give glad glance glare
    glass glide globe glory glow good goose gospel govern gown grab grace grain great green grid group guard guess
    guitar habit half hammer hand happy harbor have hawk health heart heavy hello helmet help hero hidden high hill
    hint hire hobby hockey hole honey horn horse host hotel hour huge human humble humor hybrid icon idea image
    immune impact impose inch income index indoor inform inhale inject input inside intact into invest invite island
    issue item ivory jacket jaguar jazz jeans jelly jewel joke judge juice jump jungle junior just keen kite kitten
    kiwi knee knock know label labor ladder lake laptop large later latin laugh lava leader leaf leave left legal
    legend lemon lend length lesson level life limit link lion liquid list little lizard load local logic long loop
    lounge lucky lumber lunar lunch luxury lyrics magic magnet mail major mammal manage mango manual maple marble
    margin marine market master math matrix meadow meat medal media melody member memory menu mercy merit mesh
    method middle milk mimic minor minute mirror mixed mobile model modify moment month moon more motion motor mouse
    movie much muffin mule muscle museum music mutual myself naive napkin nation nature near neck nest news noble
    noise noodle normal north note notice novel obey object oblige obtain occur ocean offer office often okay olive
    omit once onion online only open opera option orange orbit organ orient other outer output oval owner oxygen
    oyster pact paddle pair palace panda panel paper parade park parrot party pass patrol peace peanut pencil people
    pepper permit person phone photo phrase piano picnic piece pigeon pilot pipe pitch pizza planet plate play
    please pledge pluck plug plunge poem point polar pond potato powder praise prefer pretty price profit proof
    proud public pull pulse pupil puppy purity puzzle quick quiz quote rabbit radar radio rally ranch random rapid
    rare raven razor ready reason recall recipe record reduce reform region relax relief rely remain remind remove
    render renew rent reopen repair repeat report rescue result return reveal review reward rhythm ribbon rich ride
    ripple rival river robust rocket rookie rose rotate route royal runway rural safe salad salmon salt salute
    sample sauce scale scan scene scheme school scout scrap screen script scrub search second select sell senior
    sense series settle setup seven shadow shaft share shed shield shine ship shoe short shrimp sign silent silver
    since sing size skate sketch skill skin skirt slab sleep slice slim slogan slot small smart smile smooth snack
    snap soccer sock soda soft solid solve soul source south space spawn speak speed sphere spider spirit split
    spoon spray spread spring square staff stage stairs stamp stand stay steel step stereo stick stone stool story
    street strike strong style subway sudden sugar suit summer sunset super supply sure survey sweet swift switch
    symbol syrup system talent talk tape taste taxi team tenant tennis text thank theme then theory thing this three
    thrive throw thumb ticket tiger tilt timber time tiny title today token tomato tongue tooth topic topple torch
    total toward tower trade travel tray trend trial tribe trim trophy truck true truly trust truth tuna tunnel
    turkey turn turtle twelve twenty twice twin twist under undo unfold unique unit unlock until unveil update
    uphold upon upper urban urge usage used useful usual vacuum valid valve vanish vapor vault velvet vendor venue
    verb verify vessel viable video view violin visa visit visual vital vivid voice volume voyage wagon wait walnut
    weasel whale wheat wheel where width window winter wisdom wise wonder word wrap wrist write yellow young zebra
    zone
    """.split()  # noqa: SIM905 - a list of a thousand literals is no easier to read
)

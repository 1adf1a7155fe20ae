"""Wordlist: the 1,024 English words that a page in words mode opens with.

Part of format HR1: a changed word changes what people have written down, so the list stays as it is from the first
release on. Chosen by hand, to be read out over a telephone, written on a card and kept on a kitchen table:

- 3 to 7 letters, common, none of them a letter or an exchange of neighbours away from another, no two that sound alike,
  none that is another one with an ending, none that British and American English spell differently;
- nothing about bodies, weight, illness, drink, drugs, weapons, heights or faith, nothing that belittles or frightens,
  and no word with a meaning of its own in a therapy room.
"""

from __future__ import annotations

from typing import Final

WORDS: Final = tuple(
    """
    abacus about above absorb academy acorn acrobat across active actor adapt admire agenda agile ahead airmail
    airport album alcove algebra align allow almanac almond almost along alpaca alpine also amaze amiable anchor
    answer anthem antique appear applaud apple apricot apron arcade archery archive archway arctic arena aroma
    around arrange arrive article artisan artist aside aspect aspen atlas attend attic author autumn avenue avocado
    awake award axis azure badge bagel bagpipe bakery balance ballad ballet balloon bamboo banana banjo banner
    banquet bargain barn basin basket bassoon beacon beanie become before begin beige below bench beside between
    beyond bicycle biology biscuit bison blanket blazer blend bloom blossom blouse bobcat bonfire bongo bonsai bonus
    book botany both bounce bracket bramble brave breeze brick bring bronze brunch brush bubble buckle buddy buffalo
    bugle bulb bundle bunting busy butter button cabin cactus calm camel camera campus canary candle canoe canopy
    canteen capable caravan cargo caribou caring carpet cartoon cascade cashew castle cedar celery cello central
    century ceramic chair chalk chapter charm cheddar chef cherish chimney chirpy chorus chuckle chutney cinema
    circle circuit citrus city clarity classic clay clear climate clock cloud clover cluster coastal coaster coat
    cobalt cocoa coconut collect college column combine comedy comet comfort comfy comic comment company compass
    compose concert conduct cone confirm connect convey copy coral cordial corgi corner cosmos costume cottage
    cotton country courage crane crayon create cricket crimson crisp crocus crunchy cube culture cup curious curtain
    cushion custom cyan cyclist cypress dance dazzle decade decimal delight deliver deluxe denim depict depot design
    desk detail develop device diagram digital direct display dolphin domain dome domino donate doodle doorway
    double dozen drawing dream drizzle drum duet dune eager eagle early easel echo eclipse edition editor educate
    elastic elegant element eleven elm else emblem emerald emerge enamel encore energy engine enjoy enrich epic
    equal equator equip eraser essay essence eureka evening every evolve example expand explore express fabric
    factory falcon famous fanfare farmer feather fence fennel fern ferry festive field fiesta film finch flannel
    flicker florist fluent fluffy flute folder foliage footway forest formal formula fortune forty fossil fox frame
    freedom friend frosty future gadget galaxy gallant gallery game garden garland garlic garnet gateway gather
    gazebo gazelle gecko gentle genuine geology gesture giant gift giggle giraffe glacier gleam glider glimmer
    glimpse glitter globe glossy glow golden gondola gong gosling grammar grand granite granola green grocery grove
    guide guitar habitat haiku hallway hamlet hammock hamster handy happy harmony harp harvest hat heath hedge
    hexagon hike hill hobby hockey holiday hope horizon hotel idea igloo iguana imagine include indigo inkwell
    inside inspire invent invite island item jacket jar jaunty jazz jigsaw jogging join jolly journal jovial joyful
    jubilee jungle juniper kale karaoke karate kayak kazoo kestrel kettle keynote kind kiosk kitchen kite kitten
    kiwi knack koala ladle lagoon lake lamp lantern laptop lasting lattice laundry leaflet leafy league learn ledger
    leisure lemon lemur lentil leopard letter level liberty library lid light lilac lime linen listen lively lobster
    local logic lotus lounge lowland lucky luggage lullaby lunch luxury lyric machine maestro magenta magic magnet
    mallard mango mansion manual maple marble margin marina market marquee marsh marvel mascot matrix mauve meadow
    medley melody mend mentor merit mermaid message meteor method metric metro midday midweek mighty mineral mint
    misty mixture modern module moment montage month moon mosaic moss motor motto muesli mural museum music mutual
    mystery napkin narrate nature navy nearby nebula nectar nest netball network neutral nickel nimble ninety noble
    notepad notice notion novel nuance nugget number nutmeg nylon oak oasis oatmeal oblong observe obtain ocean
    octagon octave octopus offer office often once onion onward onyx open opera option orange orbit orchard orchid
    oregano origami origin osprey otter outdoor outfit outline outlook outpost outside oval owl package paddle
    paddock page painter palace pancake panda panel pantry papaya paper paprika parade parasol parcel park parrot
    parsley parsnip pasta pastel pasture path patio pebble pelican pencil penguin peony pepper perhaps pesto petunia
    photo piano piccolo pickle picnic picture pigeon pigment pilot pink pixel planet plateau playful plenty plumber
    pocket poem polite polka pollen polygon pond popcorn poplar porch portal poster potato pottery prairie precise
    prelude prepare pretzel preview process project prosper provide publish puffin pulley puma pumpkin puppy purple
    purpose puzzle pyramid quaint quality quartet quest quick quilt quintet quiz rabbit radar radiant radio radish
    raft rainbow raisin ranch ranger ready rebuild recipe recycle redwood referee reflect refresh regal region
    relish renew reply resolve respect restful return reunion reward rhombus rhubarb rhyme ribbon rice riddle ridge
    ripple river rivulet roam robot robust rosette rosy rotate rowboat royal rugby rustic saffron sailor salad
    salmon salsa samba sandal sapling sardine satchel saucer scarf scenic scholar science scooter scout seagull
    seaport seaside season secure seesaw select sequel sequin serene sesame seven shelf shimmer shiny shop shrub
    shuttle signal silky silver simply sincere singer skate sketch skill skyline sleeve slipper slogan smooth
    snippet snorkel snowman snug soccer sock sofa solace solar solid soloist sonata sonnet soprano sorbet sound soup
    spaniel sparkle sparrow spatula speak speech sphere spinach spoon spring sprout spruce square stack stadium
    stage stanza starry station status steady stellar stencil sticker stream stroll student studio sturdy stylish
    subtle suburb suggest summer summit sunbeam sundial sunlit sunny sunrise super surely surfing sushi swan swift
    swim syrup system tabby table tactful tadpole talent tandem tangy tartan task taxi teacher teacup teal teapot
    tempo tender tennis tent terrace terrier textile texture theme theorem theory thermal thesis thimble thread
    three thrive ticket tidy tile timber tinsel today token tomato tonight topaz topic toucan tourist towel town
    towpath tractor travel tray treetop trellis tribute trilogy trinket tripod triumph trolley trophy truck truffle
    trumpet tulip tundra tunic turtle tutor tuxedo tweed twelve twenty twig twinkle twirl under unfold unicorn
    unique unison unity until unwind upbeat update upgrade uplift upon upward urban useful usual utensil valley
    value vanilla variety varnish vector vehicle velvet venture verse vibrant victory village vinyl violin visitor
    vista vital vivid voucher voyage walkway wallaby walnut waltz warbler warmth water weaver website weekday
    weekend welcome wetland whistle wicker widget width willow window winter wisdom wish within witty wonder word
    wren yellow yodel zebra zenith zesty zigzag zinnia zipline
    """.split()  # noqa: SIM905 - a list of a thousand literals is no easier to read
)

"""Wordlist: the 1,024 English words that a page in words mode opens with.

Part of format HR1: a changed word changes what people have written down, so the list stays as it is.
Three to seven letters, kind, alphabetical, no two of them a letter apart.
"""

from __future__ import annotations

from typing import Final

WORDS: Final = tuple(
    """
    ability about above absorb access account achieve acorn acquire across action actor actress actual address
    admit adult advance advice aerobic afford again agent agree ahead airport aisle album almanac almond almost
    alpha alpine already also always amateur amazing amber among amount amused analyst anchor ancient anemone
    angle animal annual another answer antenna antique apart appear approve apricot apron aqua arctic area aroma
    around arrange arrive arrow artful artist aspect aspen asset assist assume aster athlete atom attend attic
    attract audit author auto autumn average avocado awake away awesome awning axis azure badger bagel bagpipe
    bakery balance balcony ball balloon balmy bamboo banana banjo banner barley basalt base basil basket bayou
    beacon bean beanbag beauty beaver because become bedrock beech beehive before begin begonia behave behind
    believe belong below belt benefit berry better between bicycle bike biology birch bird biscuit bison bistro
    bless blossom blue board boat bobbin boil bonfire bongo bonnet bonus boost border bounce bounty bouquet bower
    bracket bramble brand brass brave bread breeze bridge brief bright bring brioche brisk bronze brook brown
    brush bubble bucket buddy budget buffalo build bulb bundle burrow busy buttons buyer buzz cabana cabbage cabin
    cackle cactus cake calico calm camel camera camp canal candle candy canoe canopy canvas canyon capable caper
    capital captain caramel caravan caraway carbon card cargo carpet carrot carry cascade cashew castle casual
    catalog catch catkin cause cedar ceiling celery cello cement century cereal certain chair chalk change chapel
    chapter charm chase chat check cheddar cheery cheese chef chicken chime chimney chisel choice chorus chuckle
    cider cinema circle citizen citrus city clarify clay clean click client cliff climb clip close cloth cloud
    clover club cluster coach coast coastal coaster cobalt cobble cocoa coconut code coin comet comfort comic
    common company compass concert connect cook cookie copper coral cornet cosmos cottage cotton country couple
    course cozy crane crayon cream creek crew cricket crocus crop crowd crucial crystal cube cuckoo cupcake curio
    curious currant curve cushion custard custom cycle cypress dahlia dainty daisy dance dapple daring dasher dawn
    define desert design desk detect dew dewdrop diagram dial diamond diary dice diesel dignity dimple dinghy dish
    doll dolphin domain donate donkey donor doodle double dove draw drive drizzle drum duck duet dune eager eagle
    early earthy easel easily east ebony echo eclair ecology egret eight elbow elder elfin elm embrace emerald
    energy engine enhance enjoy enough enrich enroll enter episode equal essence estuary eternal example excite
    express eyebrow falcon fame family fancy fantasy farm fashion feature feed fence fennel fern festive fetch
    fiddle field file finch find finger firefly first fjord flannel flat fleece flight flock floor florist flower
    flute foam focus fold fondant fondue foot forest fork forward found fox freckle freesia fresco fresh friend
    frog frolic frost fruit fudge funny furnace gable galaxy gallery garage garden garland garlic garment garnet
    gather gaze gazelle gecko genius gentian gentle gesture geyser gift giggle ginkgo giraffe give glacier glad
    glance glass glide glimpse glisten glory glow gondola good goose gosling gown grace grain granola grant
    gravity greet grit grotto grove guava guitar guppy habit hamlet hammock hamster hand happy harmony harp hazel
    heart heath heather hedge helmet herb heron hickory high hill hilltop history hobby hockey holiday hollow home
    honey horn horse hotel hour huge human hundred iceberg idea igloo indigo inhale inkwell invite iris iron
    island islet ivory ivy jasmine jazz jeans jelly jewel jigsaw jogger joke jonquil journey jovial jubilee juice
    jump jumper jungle junior juniper kayak kelp ketchup kettle kindle kingdom kinship kiosk kitchen kite kitten
    kiwi knee koala ladle lagoon lantern laptop larch larder lark laugh laundry laurel lava leaf leaflet learn
    left leisure lemon lend length leopard lesson liberty library lilac lily lime linen linnet lion little lively
    lizard llama locket lodge long lottery lotus lucky luggage lullaby lumber lunar lunch lupin lush lyric magic
    magnet magpie mallow manage mango mansion maple marble marina matter meadow measure medal medley melody melon
    memory merge merit merlin mermaid midday million mimosa minnow mint miracle mirror mirth mixed mixture mocha
    moment month moon morning mosaic moss motion mouse movie much muesli mural museum music mystery myth napkin
    nature near nectar neither network neutral newt nibble nimbus noble noise north nougat nutmeg oak oasis
    oatmeal oboe obvious ocean octave office olive olympic once onion opal orange orbit orchid oregano osprey
    otter oven oxygen oyster ozone pagoda palace pancake panda pansy papaya parade parasol parsley parsnip party
    pass pasta pastel pastry pasture path patio pave peace peanut pebble pecan pelican pencil penguin peony people
    pepper person petal petunia phone photo piano piccolo pickle picnic pigeon pigment pillow pine pitch pixel
    pizza placid planet plaza please pluck plum poem polar pole polka pollen pond pool poppy posy potato powder
    prairie praise pretty print prize proud puddle puffin pull pumpkin purity puzzle quaint quartz quiche quick
    quill quince quiver quiz rabbit radiant radio radish raft rail raisin ranch rapid raven ravine recipe reef
    relief relish reopen repair repeat rescue restful rhythm ribbon rich ride river robin roof rose rowboat ruby
    runway rustic saddle saffron sage sailor salad salmon salsa salt salute sandal sandbox sapling satchel saucer
    savanna scarf school scone scout seagull seal season second senior serene sesame seven shadow shady shanty
    shift shine shop shore shrimp silk silver sincere sing skate sketch skipper skylark sleepy sleigh smile smooth
    snack snail snow snug soap soda soft sonata soothe sorbet soul south sparkle sparrow spice spin spinach spirit
    spoon sport spread spring spruce stairs stay stencil story street strong strudel sturdy subway sugar summer
    sunbeam sundae sundial sunrise sunset super swan sweet swim swirl syrup tadpole talent tambour tandem tartan
    taste teapot tempo tender tennis tent terrace thank thicket thimble thistle three thrive thrush tidy tiger
    timpani tissue today toffee tomato topaz torch toucan treetop trellis trickle trinket trophy truck trumpet
    trust truth tulip tumble tuna tundra tunnel turkey turnip turtle twig ukulele unique unlock upbeat valley
    valve vanilla vault velvet verbena verify violet violin vista vivid voyage waffle wagon walk walnut warbler
    water weave west whale wheat wheel whimsy wicker willing windy wink winner wisdom wise wombat woolen world
    wreath yarn yellow yodel yogurt yonder young zebra zephyr zigzag zinnia
    """.split()  # noqa: SIM905 - a list of a thousand literals is no easier to read
)

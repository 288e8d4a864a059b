"""Which colours do the figures wear? Muted ones that stand calmly beside one another, each with its shade."""

SKIN = {
    "1": ("#f4d3bd", "#e3b79c"),
    "2": ("#e8bd9b", "#d49f7a"),
    "3": ("#d09a70", "#b97f55"),
    "4": ("#a66f49", "#8a5836"),
    "5": ("#6f4831", "#573522"),
}
HAIR = {
    "black": ("#2b282c", "#43404a"),
    "brown": ("#5d3f2c", "#745240"),
    "fair": ("#cfa762", "#deba7d"),
    "grey": ("#9c9c9f", "#b4b4b7"),
    "red": ("#9c4d2c", "#b4633f"),
}
BROW = {"black": "#2b282c", "brown": "#4d3323", "fair": "#93713a", "grey": "#77777b", "red": "#7f3d22"}
TOP = {
    "teal": ("#2f7d82", "#266a6f"),
    "blue": ("#44689c", "#385886"),
    "grey": ("#838b95", "#6f7782"),
    "plum": ("#7b4a6b", "#683c5a"),
    "rust": ("#b3633f", "#9a5232"),
    "green": ("#5f7f57", "#4f6c48"),
    "white": ("#f2ede3", "#dcd4c6"),
}
UNDER = {  # what shows at the neck
    "teal": "#e9efe9",
    "blue": "#f1ede4",
    "grey": "#e8e1d3",
    "plum": "#f0e2d6",
    "rust": "#f0e4d2",
    "green": "#efe9da",
    "white": "#b9c7d6",
}
SCARF = {  # the cloth that goes with the top
    "teal": ("#d9c7a8", "#c6b08c"),
    "blue": ("#cdb7a0", "#b89f86"),
    "grey": ("#6d5a78", "#5b4966"),
    "plum": ("#d8c3b4", "#c4ab99"),
    "rust": ("#51666b", "#425559"),
    "green": ("#cfbf9d", "#b9a781"),
    "white": ("#47647c", "#395369"),
}
INK = "#2d2a32"
EYE_WHITE = "#fbf8f4"
TROUSERS = "#3b4252"
CHAIR, CHAIR_SHADE = "#75695f", "#625850"

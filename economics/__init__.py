"""The loss model: numbers in, numbers out. It knows no web page, no database and no file but its two parameter files.

A tour, in the order a number travels:

1. ``basis``: a dollar amount is ``Money``, which cannot lose its ``Basis`` (whose, what, when, at which rate).
   ``printed``: what a study printed is a ``PrintedLoss``, a type of its own; ``rates`` says how a rate is known.
2. ``anchors``: ``PlaceAnchor`` holds what is published about one place; other rooms fill it from the data.
   ``consistency`` checks a published "if halved" against the published total.
3. ``parameters`` and ``assumptions``: the table of what can be changed (``parameters.toml``), and one checked set of
   choices from it. ``read_assumptions`` reads an address or a form; ``presets`` names some sets.
4. ``kernel``: the arithmetic, over arrays of draws. A place's scale factors out of it.
5. ``model``: ``estimate`` gives a ``Loss``: one person's by component, the cohort's, "if halved", and the published
   state and local fiscal loss. ``estimate_all`` does every place at once.
6. ``answers``: target rate, n more finish, tornado, two settings compared part by part. ``program``: break-even,
   benefit-cost ratio and net present value of a program's cost, which is a ``Cost`` and never a loss.
7. ``convert``: the same loss said another way, with the sums shown.
8. ``chance``: the spread when every assumption is a range; same settings, same dots, byte for byte.

Non-completers and disconnected youth overlap. Nothing here adds one to the other, and their bases keep it so.
"""

from economics.anchors import Consistency, PlaceAnchor, consistency
from economics.answers import (
    PartDifference,
    TargetRate,
    TornadoBar,
    differences,
    if_more_finish,
    target_rate,
    tornado,
)
from economics.assumptions import Assumptions, AssumptionsRefused, Change, Problem, read_assumptions
from economics.basis import Basis, Horizon, Money, MoneySeries, Perspective, Population, Purse, Unit
from economics.chance import Chance, DotAxis, chance, losses_of_places, multipliers
from economics.convert import Conversion, Sizes, Step, all_ways, level_years, say_another_way
from economics.model import Prices, estimate, estimate_all, loss_basis
from economics.parameters import Component, Parameter, ParameterTable, YouthPart, model_version, parameter_table
from economics.presets import Preset, presets
from economics.printed import PrintedLoss
from economics.program import BreakEven, Cost, Payoff, break_even, participant_value, payoff, values_drawn
from economics.ranges import Range, ranges_of
from economics.rates import rate_status
from economics.results import CohortLoss, Loss, NotPublished, PartLoss, PersonLoss

__all__ = [
    "Assumptions",
    "AssumptionsRefused",
    "Basis",
    "BreakEven",
    "Chance",
    "Change",
    "CohortLoss",
    "Component",
    "Consistency",
    "Conversion",
    "Cost",
    "DotAxis",
    "Horizon",
    "Loss",
    "Money",
    "MoneySeries",
    "NotPublished",
    "Parameter",
    "ParameterTable",
    "PartDifference",
    "PartLoss",
    "Payoff",
    "PersonLoss",
    "Perspective",
    "PlaceAnchor",
    "Population",
    "Preset",
    "Prices",
    "PrintedLoss",
    "Problem",
    "Purse",
    "Range",
    "Sizes",
    "Step",
    "TargetRate",
    "TornadoBar",
    "Unit",
    "YouthPart",
    "all_ways",
    "break_even",
    "chance",
    "consistency",
    "differences",
    "estimate",
    "estimate_all",
    "if_more_finish",
    "level_years",
    "loss_basis",
    "losses_of_places",
    "model_version",
    "multipliers",
    "parameter_table",
    "participant_value",
    "payoff",
    "presets",
    "ranges_of",
    "rate_status",
    "read_assumptions",
    "say_another_way",
    "target_rate",
    "tornado",
    "values_drawn",
]

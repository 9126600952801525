"""Disclosure control: what may be published of counts of students, and how one is sure.

``TrueTable`` (``one_way``, ``funnel``) -> ``publish`` -> ``PublishedTable``, whose cells are ``Released``, ``HIDDEN`` or
``Missing`` and cannot be a bare count. ``attacker`` works out what the published tables give away; ``audit`` turns that
into findings. ``shares``, ``rounding`` and ``cuts`` hold the rules for percentages, money, averages, maps and filters.
"""

from walks.disclosure.attacker import Interval
from walks.disclosure.audit import Breach, against_earlier, breaches, published, what_can_be_known
from walks.disclosure.cells import FOOTNOTE, HIDDEN, Cell, Missing, PublishedCell, Released, Suppressed, in_order
from walks.disclosure.cuts import CUTS, Cut, CutRefused, require_cut
from walks.disclosure.profile import AZ, PROFILES, RULE_VERSION, Profile
from walks.disclosure.publish import publish
from walks.disclosure.reasons import Reason, reasons
from walks.disclosure.rounding import Average, average, count_in_words, map_value, whole_hours, whole_thousands
from walks.disclosure.shares import Share, Side, share_beside_base, share_of, share_of_cells
from walks.disclosure.tables import Count, Kind, Overlap, PublishedTable, TrueTable, funnel, hierarchy, one_way
from walks.disclosure.unknowns import Contradiction
from walks.disclosure.watch import OutOfTime, Watch

__all__ = [
    "AZ",
    "CUTS",
    "FOOTNOTE",
    "HIDDEN",
    "PROFILES",
    "RULE_VERSION",
    "Average",
    "Breach",
    "Cell",
    "Contradiction",
    "Count",
    "Cut",
    "CutRefused",
    "Interval",
    "Kind",
    "Missing",
    "OutOfTime",
    "Overlap",
    "Profile",
    "PublishedCell",
    "PublishedTable",
    "Reason",
    "Released",
    "Share",
    "Side",
    "Suppressed",
    "TrueTable",
    "Watch",
    "against_earlier",
    "average",
    "breaches",
    "count_in_words",
    "funnel",
    "hierarchy",
    "in_order",
    "map_value",
    "one_way",
    "publish",
    "published",
    "reasons",
    "require_cut",
    "share_beside_base",
    "share_of",
    "share_of_cells",
    "what_can_be_known",
    "whole_hours",
    "whole_thousands",
]

"""Why a change of a district's file was refused. The texts name no student."""

from __future__ import annotations


class CannotUndo(Exception):
    """The load cannot be taken back; the text says why."""


class AlreadyHeld(Exception):
    """The same row twice: in the file, or in it and in an earlier load. Nothing was written."""


class NoSuchVisit(Exception):
    """A correction of a visit that is not there."""


class AlreadyReleased(Exception):
    """The same bytes were released before."""


class ChangedMeanwhile(Exception):
    """The file is no longer what somebody looked at; nothing was written."""

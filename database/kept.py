"""Tables of what people keep here: copied links, releases, documents. No part of the data or of their version."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from database.base import Base


class FrozenView(Base):
    """What a copied link showed when it was copied: written once, never changed, no part of the data or their version.

    ``parameters`` and ``content`` are JSON. ``id`` is a hash of all the rest but the time of day (``frozen``).
    """

    __tablename__ = "frozen_view"
    id: Mapped[str] = mapped_column(primary_key=True)
    path: Mapped[str]
    parameters: Mapped[str]
    exhibit: Mapped[str]
    title: Mapped[str]
    sentence: Mapped[str]
    content: Mapped[str]
    data_version: Mapped[str]
    model_version: Mapped[str]
    program_version: Mapped[str]
    created_at: Mapped[datetime]


class LinkOpening(Base):
    """When a copied link was first opened. A link nobody ever opened may make room for others (``frozen``)."""

    __tablename__ = "link_opening"
    id: Mapped[str] = mapped_column(primary_key=True)
    opened_at: Mapped[datetime]


class Release(Base):
    """A released file a district sent: ``content`` are its bytes, ``sha256`` names them; kept for ever, never changed."""

    __tablename__ = "release"
    sha256: Mapped[str] = mapped_column(primary_key=True)
    district: Mapped[str]
    made_on: Mapped[date]
    approver: Mapped[str]
    made_up: Mapped[bool]
    rule_version: Mapped[str]
    content: Mapped[bytes]
    loaded_at: Mapped[datetime]
    program_version: Mapped[str]


class ReleaseWithdrawal(Base):
    """That a release is public no longer: who, why, and which release takes its place (empty where none does)."""

    __tablename__ = "release_withdrawal"
    sha256: Mapped[str] = mapped_column(primary_key=True)
    who: Mapped[str]
    reason: Mapped[str]
    replaced_by: Mapped[str]
    withdrawn_at: Mapped[datetime]
    program_version: Mapped[str]


class ReleaseAudit(Base):
    """What one audit of a release by rules of one version found: ``findings`` is a JSON list, empty for nothing."""

    __tablename__ = "release_audit"
    sha256: Mapped[str] = mapped_column(primary_key=True)
    rule_version: Mapped[str] = mapped_column(primary_key=True)
    audited_at: Mapped[datetime] = mapped_column(primary_key=True)
    findings: Mapped[str]
    program_version: Mapped[str]


class Document(Base):
    """One version of something a person wrote; versions are appended. ``content`` is JSON, NULL once it is removed."""

    __tablename__ = "document"
    kind: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[str | None]
    saved_at: Mapped[datetime]


class LoadHash(Base):
    """Rows and content hash of the figures one staff file brought to one table, as it brought them (``hashes``)."""

    __tablename__ = "load_hash"
    load_id: Mapped[int] = mapped_column(ForeignKey("load.id"), primary_key=True)
    table_name: Mapped[str] = mapped_column(primary_key=True)
    rows: Mapped[int]
    sha256: Mapped[str]


class RowHash(Base):
    """The hash of one row people made: ``row_key`` is its primary key as JSON, ``columns`` what the hash covers."""

    __tablename__ = "row_hash"
    table_name: Mapped[str] = mapped_column(primary_key=True)
    row_key: Mapped[str] = mapped_column(primary_key=True)
    columns: Mapped[str]
    sha256: Mapped[str]


class Act(Base):
    """A creating act that was done: the key the page made for it, and what came of it. The same key does it no twice."""

    __tablename__ = "act"
    key: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    result: Mapped[str]
    done_at: Mapped[datetime] = mapped_column(index=True)

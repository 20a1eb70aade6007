"""following, supporting, commenting and judging reports; notifications

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None

text = sqlmodel.sql.sqltypes.AutoString
moment = sqlmodel.sql.sqltypes.UTCDateTime


def _one_each(table: str, *columns: str) -> None:
    op.create_index(
        f'uq_{table}_account', table, ['account_id', *columns], unique=True,
        postgresql_where=sa.text('account_id IS NOT NULL'),
    )
    op.create_index(
        f'uq_{table}_visitor', table, ['visitor', *columns], unique=True,
        postgresql_where=sa.text('account_id IS NULL'),
    )


def _person(ondelete: str) -> list:
    return [
        sa.Column('account_id', sa.Uuid(), nullable=True),
        sa.Column('visitor', text(), nullable=False),
        sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], ondelete=ondelete),
    ]


def upgrade() -> None:
    op.create_table(
        'follows',
        sa.Column('id', sa.Integer(), nullable=False),
        *_person('CASCADE'),
        sa.Column('kind', text(), nullable=False),
        sa.Column('target', text(), nullable=False),
        sa.Column('locale', text(), nullable=False),
        sa.Column('created_at', moment(), nullable=False),
        sa.Column('origin_report_id', sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(['origin_report_id'], ['reports.id']),
        sa.PrimaryKeyConstraint('id'),
    )
    _one_each('follows', 'kind', 'target')
    op.create_index('ix_follows_target', 'follows', ['kind', 'target'])
    op.create_table(
        'supports',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('report_id', sa.Uuid(), nullable=False),
        *_person('CASCADE'),
        sa.Column('created_at', moment(), nullable=False),
        sa.Column('origin_report_id', sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(['report_id'], ['reports.id']),
        sa.ForeignKeyConstraint(['origin_report_id'], ['reports.id']),
        sa.PrimaryKeyConstraint('id'),
    )
    _one_each('supports', 'report_id')
    op.create_index('ix_supports_report', 'supports', ['report_id'])
    op.create_table(
        'comments',
        sa.Column('id', sa.Uuid(), nullable=False),
        sa.Column('report_id', sa.Uuid(), nullable=False),
        *_person('SET NULL'),
        sa.Column('name', text(), nullable=False),
        sa.Column('agency', text(), nullable=False),
        sa.Column('text', text(), nullable=False),
        sa.Column('kind', text(), nullable=False),
        sa.Column('state', text(), nullable=False),
        sa.Column('why', text(), nullable=False),
        sa.Column('photo_id', sa.Uuid(), nullable=True),
        sa.Column('created_at', moment(), nullable=False),
        sa.Column('origin_comment_id', sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(['report_id'], ['reports.id']),
        sa.ForeignKeyConstraint(['photo_id'], ['report_photos.id'], ondelete='SET NULL'),
        sa.ForeignKeyConstraint(['origin_comment_id'], ['comments.id']),
        sa.PrimaryKeyConstraint('id'),
    )
    op.create_index('ix_comments_report', 'comments', ['report_id', 'created_at'])
    op.create_index(
        'ix_comments_held', 'comments', ['created_at'],
        postgresql_where=sa.text("state = 'held'"),
    )
    op.create_table(
        'ratings',
        sa.Column('id', sa.Uuid(), nullable=False),
        sa.Column('report_id', sa.Uuid(), nullable=False),
        sa.Column('closing', sa.BigInteger(), nullable=False),
        *_person('CASCADE'),
        sa.Column('standing', text(), nullable=False),
        sa.Column('fixed', sa.Boolean(), nullable=False),
        sa.Column('stars', sa.Integer(), nullable=True),
        sa.Column('reason', text(), nullable=False),
        sa.Column('distance_m', sa.Integer(), nullable=True),
        sa.Column('reopened', sa.Boolean(), nullable=False),
        sa.Column('created_at', moment(), nullable=False),
        sa.ForeignKeyConstraint(['report_id'], ['reports.id']),
        sa.ForeignKeyConstraint(['closing'], ['report_events.id']),
        sa.PrimaryKeyConstraint('id'),
    )
    _one_each('ratings', 'report_id', 'closing')
    op.create_index('ix_ratings_report', 'ratings', ['report_id'])
    op.create_table(
        'notifications',
        sa.Column('id', sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column('account_id', sa.Uuid(), nullable=False),
        sa.Column('at', moment(), nullable=False),
        sa.Column('kind', text(), nullable=False),
        sa.Column('source', text(), nullable=False),
        sa.Column('subject', text(), nullable=False),
        sa.Column('msgid', text(), nullable=False),
        sa.Column('params', postgresql.JSONB(), nullable=False),
        sa.Column('body', text(), nullable=False),
        sa.Column('href', text(), nullable=False),
        sa.Column('locale', text(), nullable=False),
        sa.Column('mail', text(), nullable=False),
        sa.Column('mailed_at', moment(), nullable=True),
        sa.Column('read_at', moment(), nullable=True),
        sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id'),
        sa.UniqueConstraint('account_id', 'source'),
    )
    op.create_index('ix_notifications_list', 'notifications', ['account_id', 'id'])
    op.create_index(
        'ix_notifications_unread', 'notifications', ['account_id'],
        postgresql_where=sa.text('read_at IS NULL'),
    )
    op.create_index(
        'ix_notifications_digest', 'notifications', ['account_id'],
        postgresql_where=sa.text("mail = 'digest' AND mailed_at IS NULL"),
    )
    op.create_table(
        'notification_choices',
        sa.Column('account_id', sa.Uuid(), nullable=False),
        sa.Column('kind', text(), nullable=False),
        sa.Column('mail', text(), nullable=False),
        sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('account_id', 'kind'),
    )
    op.create_table(
        'mail_opt_outs',
        sa.Column('address_hash', text(), nullable=False),
        sa.Column('at', moment(), nullable=False),
        sa.PrimaryKeyConstraint('address_hash'),
    )
    op.create_table(
        'mail_keys',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('secret', text(), nullable=False),
        sa.PrimaryKeyConstraint('id'),
    )


def downgrade() -> None:
    for table in (
        'mail_keys', 'mail_opt_outs', 'notification_choices', 'notifications', 'ratings',
        'comments', 'supports', 'follows',
    ):
        op.drop_table(table)

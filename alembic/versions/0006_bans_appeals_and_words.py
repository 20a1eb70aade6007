"""bans, appeals and the words that want a second look

Revision ID: 0006
Revises: 0009
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = '0006'
down_revision = '0009'
branch_labels = None
depends_on = None

Text = sqlmodel.sql.sqltypes.AutoString
Instant = sqlmodel.sql.sqltypes.UTCDateTime


def upgrade() -> None:
    op.create_table(
        'bans',
        sa.Column('id', sa.Uuid(), nullable=False),
        sa.Column('kind', Text(), nullable=False),
        sa.Column('subject', Text(), nullable=False),
        sa.Column('reason', Text(), nullable=False),
        sa.Column('words', Text(), nullable=False),
        sa.Column('until', Instant(), nullable=True),
        sa.Column('created_at', Instant(), nullable=False),
        sa.Column('created_by', sa.Uuid(), nullable=True),
        sa.Column('lifted_at', Instant(), nullable=True),
        sa.ForeignKeyConstraint(['created_by'], ['accounts.id'], ondelete='SET NULL'),
        sa.PrimaryKeyConstraint('id'),
    )
    op.create_index('ix_bans_subject', 'bans', ['kind', 'subject'])
    op.create_table(
        'ban_appeals',
        sa.Column('id', sa.Uuid(), nullable=False),
        sa.Column('ban_id', sa.Uuid(), nullable=False),
        sa.Column('text', Text(), nullable=False),
        sa.Column('created_at', Instant(), nullable=False),
        sa.Column('decided_at', Instant(), nullable=True),
        sa.Column('decided_by', sa.Uuid(), nullable=True),
        sa.Column('granted', sa.Boolean(), nullable=False),
        sa.Column('answer', Text(), nullable=False),
        sa.ForeignKeyConstraint(['ban_id'], ['bans.id'], ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['decided_by'], ['accounts.id'], ondelete='SET NULL'),
        sa.PrimaryKeyConstraint('id'),
    )
    op.create_index(
        'uq_ban_appeals_open',
        'ban_appeals',
        ['ban_id'],
        unique=True,
        postgresql_where=sa.text('decided_at IS NULL'),
    )
    op.create_table(
        'watch_words',
        sa.Column('word', Text(), nullable=False),
        sa.Column('created_at', Instant(), nullable=False),
        sa.Column('created_by', sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(['created_by'], ['accounts.id'], ondelete='SET NULL'),
        sa.PrimaryKeyConstraint('word'),
    )


def downgrade() -> None:
    op.drop_table('watch_words')
    op.drop_table('ban_appeals')
    op.drop_table('bans')

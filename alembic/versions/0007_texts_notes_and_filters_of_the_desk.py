"""prepared texts, notes and kept filters of the desk

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None

text = sqlmodel.sql.sqltypes.AutoString
moment = sqlmodel.sql.sqltypes.UTCDateTime


def upgrade() -> None:
    op.create_table(
        'report_templates',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('category', text(), nullable=False),
        sa.Column('action', text(), nullable=False),
        sa.Column('title', text(), nullable=False),
        sa.Column('body_id', text(), nullable=False),
        sa.Column('body_en', text(), nullable=False),
        sa.PrimaryKeyConstraint('id'),
    )
    op.create_table(
        'report_notes',
        sa.Column('id', sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column('report_id', sa.Uuid(), nullable=False),
        sa.Column('at', moment(), nullable=False),
        sa.Column('author_id', sa.Uuid(), nullable=True),
        sa.Column('author', text(), nullable=False),
        sa.Column('text', text(), nullable=False),
        sa.ForeignKeyConstraint(['report_id'], ['reports.id']),
        sa.PrimaryKeyConstraint('id'),
    )
    op.create_index('ix_report_notes_report_id', 'report_notes', ['report_id'])
    op.execute(
        "CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON report_notes "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )
    op.create_table(
        'saved_filters',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('account_id', sa.Uuid(), nullable=False),
        sa.Column('name', text(), nullable=False),
        sa.Column('params', postgresql.JSONB(), nullable=True),
        sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id'),
        sa.UniqueConstraint('account_id', 'name'),
    )


def downgrade() -> None:
    for table in ('saved_filters', 'report_notes', 'report_templates'):
        op.drop_table(table)

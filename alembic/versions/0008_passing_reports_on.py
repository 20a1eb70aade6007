"""other cities' Open311 servers, and what was passed on to them

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None

Text = sqlmodel.sql.sqltypes.AutoString
Instant = sqlmodel.sql.sqltypes.UTCDateTime


def upgrade() -> None:
    op.create_table(
        'open311_servers',
        sa.Column('id', sa.Uuid(), nullable=False),
        sa.Column('name', Text(), nullable=False),
        sa.Column('url', Text(), nullable=False),
        sa.Column('api_key', Text(), nullable=False),
        sa.Column('jurisdiction', Text(), nullable=False),
        sa.Column('format', Text(), nullable=False),
        sa.Column('share_contact', sa.Boolean(), nullable=False),
        sa.Column('active', sa.Boolean(), nullable=False),
        sa.Column('services', postgresql.JSONB(), nullable=True),
        sa.Column('created_at', Instant(), nullable=False),
        sa.Column('created_by', sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(['created_by'], ['accounts.id'], ondelete='SET NULL'),
        sa.PrimaryKeyConstraint('id'),
    )
    op.create_table(
        'open311_service_maps',
        sa.Column('server_id', sa.Uuid(), nullable=False),
        sa.Column('category', Text(), nullable=False),
        sa.Column('service_code', Text(), nullable=False),
        sa.Column('automatic_from', Instant(), nullable=True),
        sa.ForeignKeyConstraint(['server_id'], ['open311_servers.id'], ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['category'], ['report_categories.code']),
        sa.PrimaryKeyConstraint('server_id', 'category'),
    )
    op.create_table(
        'open311_forwards',
        sa.Column('id', sa.Uuid(), nullable=False),
        sa.Column('report_id', sa.Uuid(), nullable=False),
        sa.Column('report_code', Text(), nullable=False),
        sa.Column('server_id', sa.Uuid(), nullable=False),
        sa.Column('service_code', Text(), nullable=False),
        sa.Column('state', Text(), nullable=False),
        sa.Column('remote_id', Text(), nullable=False),
        sa.Column('token', Text(), nullable=False),
        sa.Column('last_error', Text(), nullable=False),
        sa.Column('last_status', Text(), nullable=False),
        sa.Column('last_notes', Text(), nullable=False),
        sa.Column('attempts', sa.Integer(), nullable=False),
        sa.Column('created_at', Instant(), nullable=False),
        sa.Column('created_by', sa.Uuid(), nullable=True),
        sa.Column('sent_at', Instant(), nullable=True),
        sa.Column('pulled_at', Instant(), nullable=True),
        sa.ForeignKeyConstraint(['created_by'], ['accounts.id'], ondelete='SET NULL'),
        sa.ForeignKeyConstraint(['report_id'], ['reports.id']),
        sa.ForeignKeyConstraint(['server_id'], ['open311_servers.id']),
        sa.PrimaryKeyConstraint('id'),
        sa.UniqueConstraint('report_id', 'server_id'),
    )
    op.create_index('ix_open311_forwards_report_id', 'open311_forwards', ['report_id'])
    op.create_index('ix_open311_forwards_state', 'open311_forwards', ['state', 'pulled_at'])


def downgrade() -> None:
    op.drop_table('open311_forwards')
    op.drop_table('open311_service_maps')
    op.drop_table('open311_servers')

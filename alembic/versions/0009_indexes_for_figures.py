"""indexes for the map and the public figures

Revision ID: 0009
Revises: 0008
"""

from alembic import op
import sqlalchemy as sa

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None

PUBLIC = "NOT private AND visibility = 'public' AND merged_into IS NULL"


def upgrade() -> None:
    op.create_index(
        'ix_reports_map', 'reports', ['lat', 'lon'],
        postgresql_include=['code', 'category', 'area', 'status', 'due_at', 'created_at'],
        postgresql_where=sa.text(PUBLIC),
    )


def downgrade() -> None:
    op.drop_index('ix_reports_map', table_name='reports')

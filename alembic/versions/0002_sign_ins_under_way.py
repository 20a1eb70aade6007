"""sign-ins under way

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'login_transactions',
        sa.Column('state_hash', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column('browser', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column('nonce', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column('verifier', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column('next_path', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column('max_age', sa.Integer(), nullable=True),
        sa.Column('created_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint('state_hash'),
    )
    op.create_index('ix_login_transactions_created_at', 'login_transactions', ['created_at'])


def downgrade() -> None:
    op.drop_table('login_transactions')

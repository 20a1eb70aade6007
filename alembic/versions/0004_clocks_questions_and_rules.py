"""clocks that can be counted again, extra questions, ordered routing, merging, moderation

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None

PUBLIC = "NOT private AND visibility = 'public' AND merged_into IS NULL"
JSONB = postgresql.JSONB
FILL_CLOCKS = """
    UPDATE reports SET due_at = (due_on + time '23:59:59') AT TIME ZONE 'Asia/Makassar',
        clock_started_at = created_at, answers = '{}',
        paused_at = paused_on::timestamp AT TIME ZONE 'Asia/Makassar',
        answer_due_at = created_at + interval '8 days',
        target_amount = c.target_amount, target_unit = c.target_unit,
        next_reminder_at = CASE WHEN closed_at IS NULL AND paused_on IS NULL
            THEN (due_on + time '23:59:59') AT TIME ZONE 'Asia/Makassar' END,
        first_answer_at = (SELECT min(e.at) FROM report_events e WHERE e.report_id = reports.id
            AND e.action IN ('accept', 'start', 'ask', 'finish', 'refuse'))
    FROM report_categories c WHERE c.code = reports.category"""


def add(table: str, name: str, kind: sa.types.TypeEngine, default: str) -> None:
    """Add a column that must be filled, for the rows there are with ``default``."""
    op.add_column(table, sa.Column(name, kind, nullable=False, server_default=sa.text(default)))
    op.alter_column(table, name, server_default=None)


def upgrade() -> None:
    add('report_categories', 'target_unit', AutoString(), "'days'")
    add('report_categories', 'duplicate_radius_m', sa.Integer(), '100')
    add('report_categories', 'duplicate_days', sa.Integer(), '30')
    op.alter_column('report_categories', 'target_days', new_column_name='target_amount')

    op.create_table(
        'report_questions',
        sa.Column('id', sa.Integer(), primary_key=True),
        sa.Column('category', AutoString(), sa.ForeignKey('report_categories.code'),
                  nullable=False),
        sa.Column('code', AutoString(), nullable=False),
        sa.Column('kind', AutoString(), nullable=False),
        sa.Column('label_id', AutoString(), nullable=False),
        sa.Column('label_en', AutoString(), nullable=False),
        sa.Column('required', sa.Boolean(), nullable=False),
        sa.Column('position', sa.Integer(), nullable=False),
        sa.Column('choices', JSONB(), nullable=True),
        sa.Column('active', sa.Boolean(), nullable=False),
    )
    op.create_index('ix_report_questions_code', 'report_questions', ['category', 'code'],
                    unique=True)

    add('agencies', 'head_email', AutoString(), "''")
    rules_in_order()
    clocks()

    op.create_table(
        'report_pauses',
        sa.Column('id', sa.Integer(), primary_key=True),
        sa.Column('report_id', sa.Uuid(), sa.ForeignKey('reports.id'), nullable=False),
        sa.Column('begun_at', UTCDateTime(), nullable=False),
        sa.Column('ended_at', UTCDateTime(), nullable=True),
    )
    op.create_index('ix_report_pauses_report_id', 'report_pauses', ['report_id'])
    op.execute("INSERT INTO report_pauses (report_id, begun_at) "
               "SELECT id, paused_at FROM reports WHERE paused_at IS NOT NULL")

    add('report_photos', 'redacted_key', AutoString(), "''")
    add('report_photos', 'hidden', sa.Boolean(), 'false')
    add('report_photos', 'actor_kind', AutoString(), "'reporter'")
    op.execute("UPDATE report_photos SET actor_kind = 'staff' WHERE kind = 'after'")
    op.add_column('report_photos', sa.Column('phash', sa.BigInteger(), nullable=True))
    op.add_column('report_photos', sa.Column('taken_at', UTCDateTime(), nullable=True))


def rules_in_order() -> None:
    """The rule of a kelurahan stood before the general one; now the order says so."""
    op.drop_constraint('report_routing_category_area_key', 'report_routing')
    op.drop_constraint('report_routing_category_fkey', 'report_routing')
    op.drop_index('ix_report_routing_category', 'report_routing')
    add('report_routing', 'position', sa.Integer(), '0')
    for name in ('days', 'question', 'answer'):
        add('report_routing', name, AutoString(), "''")
    for name in ('hour_from', 'hour_to'):
        op.add_column('report_routing', sa.Column(name, sa.Integer(), nullable=True))
    op.execute("UPDATE report_routing r SET position = o.place FROM (SELECT id, row_number() "
               "OVER (ORDER BY area = '', id) AS place FROM report_routing) o WHERE o.id = r.id")
    op.create_index('ix_report_routing_position', 'report_routing', ['position'])


def clocks() -> None:
    op.drop_index('ix_reports_queue', 'reports')
    op.drop_index('ix_reports_public', 'reports')
    op.add_column('reports', sa.Column('answers', JSONB(), nullable=True))
    op.add_column('reports', sa.Column('assignee_id', sa.Uuid(), nullable=True))
    op.create_foreign_key('reports_assignee_id_fkey', 'reports', 'accounts', ['assignee_id'],
                          ['id'], ondelete='SET NULL')
    op.create_index('ix_reports_assignee_id', 'reports', ['assignee_id'])
    add('reports', 'clock_started_at', UTCDateTime(), 'now()')
    add('reports', 'target_amount', sa.Integer(), '6')
    add('reports', 'target_unit', AutoString(), "'days'")
    add('reports', 'due_at', UTCDateTime(), 'now()')
    op.add_column('reports', sa.Column('paused_at', UTCDateTime(), nullable=True))
    add('reports', 'reminded', sa.Integer(), '0')
    op.add_column('reports', sa.Column('next_reminder_at', UTCDateTime(), nullable=True))
    add('reports', 'answer_due_at', UTCDateTime(), 'now()')
    op.add_column('reports', sa.Column('first_answer_at', UTCDateTime(), nullable=True))
    add('reports', 'answer_escalated', sa.Boolean(), 'false')
    add('reports', 'reopened', sa.Integer(), '0')
    add('reports', 'visibility', AutoString(), "'public'")
    op.add_column('reports', sa.Column('merged_into', sa.Uuid(), nullable=True))
    op.create_foreign_key('reports_merged_into_fkey', 'reports', 'reports', ['merged_into'],
                          ['id'])
    op.create_index('ix_reports_merged_into', 'reports', ['merged_into'])
    add('reports', 'supports', sa.Integer(), '0')
    # The city's working days are not known here: six of them are taken as eight days. The job
    # that counts again after a change of the calendar makes it exact.
    op.execute(FILL_CLOCKS)
    op.drop_column('reports', 'due_on')
    op.drop_column('reports', 'paused_on')
    op.create_index('ix_reports_queue', 'reports', ['agency', 'status', 'due_at'])
    op.create_index('ix_reports_public', 'reports', ['created_at'],
                    postgresql_where=sa.text(PUBLIC))
    op.create_index('ix_reports_place', 'reports', ['lat', 'lon'])
    op.create_index('ix_reports_reminder', 'reports', ['next_reminder_at'],
                    postgresql_where=sa.text('next_reminder_at IS NOT NULL'))
    op.execute('CREATE INDEX ix_reports_words ON reports USING gin (description gin_trgm_ops)')


def downgrade() -> None:
    """Put the old columns back; what only the new ones can say is lost."""
    op.drop_index('ix_reports_words', 'reports')
    for name in ('ix_reports_reminder', 'ix_reports_place', 'ix_reports_public',
                 'ix_reports_queue', 'ix_reports_merged_into', 'ix_reports_assignee_id'):
        op.drop_index(name, 'reports')
    add('reports', 'due_on', sa.Date(), 'current_date')
    op.add_column('reports', sa.Column('paused_on', sa.Date(), nullable=True))
    op.execute("UPDATE reports SET due_on = (due_at AT TIME ZONE 'Asia/Makassar')::date, "
               "paused_on = (paused_at AT TIME ZONE 'Asia/Makassar')::date")
    for name in ('answers', 'assignee_id', 'clock_started_at', 'target_amount', 'target_unit',
                 'due_at', 'paused_at', 'reminded', 'next_reminder_at', 'answer_due_at',
                 'first_answer_at', 'answer_escalated', 'reopened', 'visibility', 'merged_into', 'supports'):
        op.drop_column('reports', name)
    op.create_index('ix_reports_queue', 'reports', ['agency', 'status', 'due_on'])
    op.create_index('ix_reports_public', 'reports', ['created_at'],
                    postgresql_where=sa.text('NOT private'))
    for name in ('redacted_key', 'hidden', 'actor_kind', 'phash', 'taken_at'):
        op.drop_column('report_photos', name)
    op.drop_table('report_pauses')
    op.drop_column('agencies', 'head_email')
    op.drop_table('report_questions')
    op.drop_index('ix_report_routing_position', 'report_routing')
    op.execute("DELETE FROM report_routing WHERE days <> '' OR hour_from IS NOT NULL "
               "OR question <> '' OR category = ''")
    op.execute("DELETE FROM report_routing a USING report_routing b WHERE a.category = b.category "
               "AND a.area = b.area AND a.position > b.position")
    for name in ('position', 'days', 'question', 'answer', 'hour_from', 'hour_to'):
        op.drop_column('report_routing', name)
    op.create_foreign_key('report_routing_category_fkey', 'report_routing', 'report_categories',
                          ['category'], ['code'])
    op.create_unique_constraint('report_routing_category_area_key', 'report_routing',
                                ['category', 'area'])
    op.create_index('ix_report_routing_category', 'report_routing', ['category'])
    op.alter_column('report_categories', 'target_amount', new_column_name='target_days')
    for name in ('target_unit', 'duplicate_radius_m', 'duplicate_days'):
        op.drop_column('report_categories', name)

from typing import Any

from django.db import connection, migrations, transaction

PER_TRANSACTION = 20_000

# As every writer of the log (models/wijziging.py).
LOCK = """
    SELECT pg_advisory_xact_lock_shared(7037796::bigint << 40 | last_value)
    FROM contactmomenten_wijziging_nummer_seq
"""
# Nobody can remove what is locked for its key, so no creation comes after a removal.
FILL = """
    WITH batch AS MATERIALIZED (
        SELECT id, uuid, aangemaakt_op FROM contactmomenten_contactmomentdetail
        WHERE id > %s ORDER BY id LIMIT %s FOR KEY SHARE
    ), filled AS (
        INSERT INTO contactmomenten_wijziging (uuid, soort, moment)
        SELECT uuid, 'aangemaakt', aangemaakt_op FROM batch
        WHERE NOT EXISTS (
            SELECT FROM contactmomenten_wijziging AS log
            WHERE log.uuid = batch.uuid AND log.soort = 'aangemaakt'
        )
        ORDER BY id
    )
    SELECT max(id) FROM batch
"""


def fill(_apps: Any, _schema_editor: Any) -> None:
    """Log the creation of every record from before there was a log, while others write."""
    last = 0
    while last is not None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(LOCK)
            cursor.execute(FILL, [last, PER_TRANSACTION])
            (last,) = cursor.fetchone()


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('contactmomenten', '0003_log_of_changes'),
    ]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]

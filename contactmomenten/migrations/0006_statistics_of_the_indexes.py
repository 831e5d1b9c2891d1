from django.db import migrations

# Whether a text is short enough for its index (models/contactmomentdetail_queryset.py) PostgreSQL can
# only guess: it assumes that of a third. With statistics of the lengths it knows better, and does not
# choose a plan for a third of the records that it will find.
KNOW_LENGTHS = """
    CREATE STATISTICS contactmomentdetail_lengten (ndistinct)
    ON (length(vraag)), (length(gespreksresultaat)), (length(verantwoordelijke_afdeling)),
       (length(emailadres_kcm))
    FROM contactmomenten_contactmomentdetail;
    CREATE STATISTICS bron_lengten (ndistinct) ON (length(soort)), (length(url))
    FROM contactmomenten_bron;
    DO $$ BEGIN  -- of an empty register there is nothing to know yet
        IF EXISTS (SELECT FROM contactmomenten_contactmomentdetail) THEN
            ANALYZE contactmomenten_contactmomentdetail, contactmomenten_bron;
        END IF;
    END $$;
"""
FORGET_LENGTHS = "DROP STATISTICS contactmomentdetail_lengten, bron_lengten"


class Migration(migrations.Migration):

    dependencies = [
        ('contactmomenten', '0005_indexes_to_choose_and_order'),
    ]

    operations = [
        migrations.RunSQL(KNOW_LENGTHS, FORGET_LENGTHS),
    ]

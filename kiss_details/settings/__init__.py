"""Settings of the deployment, a subject a file. The only place that reads the environment.

Every variable is described in docs/installatie.md; a test holds the two together.
"""

from kiss_details import logs
from kiss_details.settings.api import *
from kiss_details.settings.application import *
from kiss_details.settings.database import *
from kiss_details.settings.employees import *
from kiss_details.settings.environment import *
from kiss_details.settings.figures import *
from kiss_details.settings.kiss import *
from kiss_details.settings.log import *
from kiss_details.settings.security import *

refuse_problems()
DATABASE_URL = database_url()
DATABASES = databases(DATABASE_URL)
logs.configure_structlog()

extension DemoService {
  /// Django services: the settings are in the module `main`. Each is written a little differently, as people write.
  static let django = [
    DemoService(name: "accounts", files: djangoFiles(settings: plainSettings)),
    DemoService(
      name: "billing", files: djangoFiles(settings: doubleQuotedSettings, extraTest: usesUsersAPI),
      libraries: ["users-api"]),
    DemoService(name: "catalogue", files: djangoFiles(settings: plainSettings.replacing("\n", with: "\r\n"))),
    DemoService(
      name: "orders", files: djangoFiles(settings: compactSettings, extraTest: usesUsersAPI),
      libraries: ["stock-api", "users-api"]),
    // The setting isn't there: the codemod is refused, and says how far its path led.
    DemoService(name: "reports", files: djangoFiles(settings: settingsWithoutTimeout)),
    // Its tests fail, with the change and without it.
    DemoService(name: "stock", files: djangoFiles(settings: plainSettings, extraTest: wantsApp)),
    // Somebody has made the change by hand.
    DemoService(
      name: "suppliers", files: djangoFiles(settings: plainSettings.replacing("'timeout': 30", with: "'timeout': 60"))),
  ]

  /// A test that only passes where the submodule's folder is filled.
  private static let usesUsersAPI = """
        def test_the_library_is_there(self):
            import sys
            sys.path.insert(0, "libs/users-api")
            import users_api
            self.assertEqual(users_api.VERSION, "1.1")

    """

  private static let wantsApp = """
        def test_the_app_is_installed(self):
            self.assertIn("stock", settings.INSTALLED_APPS)

    """

  private static func djangoFiles(settings: String, extraTest: String? = nil) -> [String: String] {
    let test = """
      import unittest

      from main import settings


      class SettingsTest(unittest.TestCase):
          def test_the_database_has_a_time_limit_that_is_sane(self):
              timeout = settings.DATABASES["default"].get("OPTIONS", {}).get("timeout", 30)
              self.assertTrue(1 <= timeout <= 600)

      """
    return [
      "main/__init__.py": "",
      "main/settings.py": settings,
      "tests/__init__.py": "",
      "tests/test_settings.py": test + (extraTest.map { "\n" + $0 } ?? ""),
    ]
  }

  private static let plainSettings = """
    \"\"\"Settings; everything that differs between machines comes from the environment.\"\"\"
    import os

    DEBUG = False
    INSTALLED_APPS = ['rest_framework', 'main']

    # The warehouse database answers slowly on Mondays.
    DATABASES = {
        'default': {
            'ENGINE': 'django_informixdb',
            'NAME': os.environ.get('DB_NAME', 'plumbing'),
            'OPTIONS': {
                'timeout': 30,  # seconds
                'isolation_level': 'READ_UNCOMMITTED',
            },
            'CONN_MAX_AGE': 600,
        },
    }

    """

  private static let doubleQuotedSettings = """
    import os

    DEBUG = False
    INSTALLED_APPS = ["rest_framework", "main"]
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": os.environ.get("DB_NAME", "billing"),
            "OPTIONS": {"sslmode": "require", "timeout": 30},
        }
    }
    TIME_ZONE = "Europe/Berlin"

    """

  private static let compactSettings = """
    DEBUG = False
    INSTALLED_APPS = ['main']
    DATABASES = {'default': {'ENGINE': 'django.db.backends.sqlite3', 'NAME': 'orders', 'OPTIONS': {'timeout': 30}}}

    """

  private static let settingsWithoutTimeout = """
    DEBUG = False
    INSTALLED_APPS = ['main']
    DATABASES = {
        'default': {
            'ENGINE': 'django.db.backends.sqlite3',
            'NAME': 'reports',
        },
    }

    """
}

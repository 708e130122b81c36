/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-keyring.h"

#include <glib/gi18n.h>

/* What the screen says. A sentence tells what happened, what was left as it is, and what to do. Each
 * that bars a way in names one that needs no keyring; "where the clinic allows it" is the vault's rule
 * for the passphrase alone. */
typedef struct
{
  const char *code;
  const char *title;
  const char *sentence;
} Words;

static const Words words[] = {
  [HAVEN_KEYRING_FOUND] = {
      "found",
      N_ ("This device is known"),
      N_ ("This device is known. Type your passphrase to sign in."),
  },
  [HAVEN_KEYRING_ABSENT] = {
      "absent",
      N_ ("This device is not enrolled yet"),
      N_ ("This device keeps nothing for this vault yet. Nothing was changed. Sign in with the "
          "passphrase alone where the clinic allows it, or with a recovery code, and then enrol this "
          "device."),
  },
  [HAVEN_KEYRING_MISSING] = {
      "missing",
      N_ ("This device’s share is gone"),
      N_ ("This device was enrolled, but its share is no longer in the keyring; something removed it. "
          "No new one was made. Sign in with the passphrase alone where the clinic allows it, or with a"
          " recovery code, and tell the administrator before this device is enrolled again."),
  },
  [HAVEN_KEYRING_REPLACED] = {
      "replaced",
      N_ ("The keyring was perhaps replaced"),
      N_ ("This device was enrolled, but its keyring is new, empty or damaged: nothing of this vault is"
          " left in it. No new share was made. Bring back the old keyring if you can; otherwise sign in"
          " with the passphrase alone where the clinic allows it, or with a recovery code, and have "
          "this device enrolled again."),
  },
  [HAVEN_KEYRING_LOCKED] = {
      "locked",
      N_ ("The keyring is locked"),
      N_ ("The keyring of this device is locked, and you were not asked to open it. Nothing was "
          "changed. Unlock it in Passwords and Keys and try again, or sign in with the passphrase alone"
          " where the clinic allows it, or with a recovery code."),
  },
  [HAVEN_KEYRING_LOCKED_COLD] = {
      "locked-cold",
      N_ ("The keyring was not opened at login"),
      N_ ("The keyring of this device was not opened when you logged in to the computer, as happens "
          "after its login password was changed. Nothing was changed. Open the keyring with the login "
          "password that was used before and try again, or sign in with the passphrase alone where the "
          "clinic allows it, or with a recovery code."),
  },
  [HAVEN_KEYRING_DISMISSED] = {
      "dismissed",
      N_ ("The keyring stayed locked"),
      N_ ("You were asked to unlock the keyring, and the question was closed. Nothing was changed. Try "
          "again and type the login password of this computer, or sign in with the passphrase alone "
          "where the clinic allows it, or with a recovery code."),
  },
  [HAVEN_KEYRING_NO_BUS] = {
      "no-bus",
      N_ ("There is no desktop session"),
      N_ ("Haven runs outside a desktop session, so it cannot reach a keyring. Nothing was changed. Log"
          " in to the desktop and start Haven there, or sign in with the passphrase alone where the "
          "clinic allows it, or with a recovery code."),
  },
  [HAVEN_KEYRING_NO_SERVICE] = {
      "no-service",
      N_ ("There is no keyring service"),
      N_ ("No keyring service runs on this computer, and none could be started. Nothing was changed. "
          "Ask whoever looks after the computer to install or start one, such as GNOME Keyring, or sign"
          " in with the passphrase alone where the clinic allows it, or with a recovery code."),
  },
  [HAVEN_KEYRING_NO_KEYRING] = {
      "no-keyring",
      N_ ("There is no keyring yet"),
      N_ ("This computer has a keyring service, but no keyring in it. Haven made none, and nothing was "
          "changed. Create a default keyring in Passwords and Keys and try again, or sign in with the "
          "passphrase alone where the clinic allows it, or with a recovery code."),
  },
  [HAVEN_KEYRING_DAEMON_GONE] = {
      "daemon-gone",
      N_ ("The keyring service stopped"),
      N_ ("The keyring service stopped while it was being asked. The vault was not changed. Try again; "
          "if it happens again, log out of the computer and in, or sign in with the passphrase alone "
          "where the clinic allows it, or with a recovery code."),
  },
  [HAVEN_KEYRING_TIMED_OUT] = {
      "timed-out",
      N_ ("The keyring did not answer"),
      N_ ("The keyring gave no answer within 30 seconds, and Haven stopped waiting. The vault was not "
          "changed. Look for an open question of the keyring and try again, or sign in with the "
          "passphrase alone where the clinic allows it, or with a recovery code."),
  },
  [HAVEN_KEYRING_DIFFERENT] = {
      "different",
      N_ ("The keyring already holds another share"),
      N_ ("The keyring already holds something else for this vault. It was left as it is, and nothing "
          "was changed. Sign in with what is there; to put a new share in its place, have this device "
          "enrolled again."),
  },
  [HAVEN_KEYRING_DAMAGED] = {
      "damaged",
      N_ ("The keyring’s item is damaged"),
      N_ ("What the keyring holds for this vault is not what Haven kept there. It was not used, and "
          "nothing was changed. Sign in with the passphrase alone where the clinic allows it, or with a"
          " recovery code, and have this device enrolled again."),
  },
  [HAVEN_KEYRING_CANCELLED] = {
      "cancelled",
      N_ ("Asking the keyring was stopped"),
      N_ ("Asking the keyring was stopped before it answered. The vault was not changed. Try again when"
          " you are ready."),
  },
  [HAVEN_KEYRING_FAILED] = {
      "failed",
      N_ ("The keyring could not be used"),
      N_ ("The keyring refused or gave an answer that Haven does not understand. The vault was not "
          "changed. Try again, or sign in with the passphrase alone where the clinic allows it, or with"
          " a recovery code."),
  },
};

G_STATIC_ASSERT (G_N_ELEMENTS (words) == HAVEN_N_KEYRING_STATES);

/** A stable word for logs and tests, such as "locked-cold". */
const char *
haven_keyring_state_get_code (HavenKeyringState state)
{
  g_return_val_if_fail ((guint) state < HAVEN_N_KEYRING_STATES, NULL);
  return words[state].code;
}

/** A few words for a heading, translated. */
const char *
haven_keyring_state_get_title (HavenKeyringState state)
{
  g_return_val_if_fail ((guint) state < HAVEN_N_KEYRING_STATES, NULL);
  return _ (words[state].title);
}

/** What happened, what was left as it is and what to do, translated: for a banner, a page or an error. */
const char *
haven_keyring_state_get_sentence (HavenKeyringState state)
{
  g_return_val_if_fail ((guint) state < HAVEN_N_KEYRING_STATES, NULL);
  return _ (words[state].sentence);
}

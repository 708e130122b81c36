/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-accelerators.h"

#include <glib/gi18n.h>

/* Keys of the desktop keep their meaning (Ctrl+N F P Z W Q , ? F1 F9 F10 Esc Alt+Left). */
static const HavenAccelerator accelerators[] = {
  { "win.palette", "<Control>k", N_ ("Find a person or a command"), N_ ("Everywhere"), FALSE },
  { "win.undo", "<Control>z", N_ ("Undo"), N_ ("Everywhere"), TRUE },
  { "win.redo", "<Control><Shift>z", N_ ("Redo"), N_ ("Everywhere"), TRUE },
  { "win.new", "<Control>n", N_ ("New, in the pane that is open"), N_ ("Everywhere"), FALSE },
  { "win.find", "<Control>f", N_ ("Search, in the pane that is open"), N_ ("Everywhere"), FALSE },
  { "win.show-shortcuts", "<Control>question question", N_ ("Keyboard shortcuts"), N_ ("Everywhere"), TRUE },
  { "win.toggle-sidebar", "F9", N_ ("Show or hide the sidebar"), N_ ("Everywhere"), TRUE },
  { "win.menu", "F10", N_ ("Main menu"), N_ ("Everywhere"), FALSE },
  { "app.about", "F1", N_ ("About Haven"), N_ ("Everywhere"), TRUE },
  { "win.lock", "<Control>l", N_ ("Lock now"), N_ ("Everywhere"), TRUE },
  { "win.hide", "<Control><Shift>BackSpace", N_ ("Hide behind a calendar; its title leads back"), N_ ("Everywhere"), TRUE },
  { NULL, "Shift_L", N_ ("The same: Shift three times, and nothing between"), N_ ("Everywhere"), FALSE },
  { "window.close", "<Control>w", N_ ("Close the window"), N_ ("Everywhere"), FALSE },
  { "app.quit", "<Control>q", N_ ("Quit"), N_ ("Everywhere"), TRUE },
  { "win.pane::today", "<Alt>1", N_ ("Go to Today"), N_ ("Panes"), TRUE },
  { "win.pane::people", "<Alt>2", N_ ("Go to People"), N_ ("Panes"), TRUE },
  { "win.pane::matters", "<Alt>3", N_ ("Go to Matters"), N_ ("Panes"), TRUE },
  { "win.pane::appointments", "<Alt>4", N_ ("Go to Appointments"), N_ ("Panes"), TRUE },
  { "win.pane::directory", "<Alt>5", N_ ("Go to Directory"), N_ ("Panes"), TRUE },
  { "win.pane::translations", "<Alt>6", N_ ("Go to Translations"), N_ ("Panes"), TRUE },
  { "win.add-person", "<Control><Shift>n", N_ ("Add a person"), N_ ("Panes"), TRUE },
  { "win.find-trip", "<Control><Shift>f", N_ ("Find a trip"), N_ ("Panes"), TRUE },
  { NULL, "<Alt>Left", N_ ("Back"), N_ ("Panes"), FALSE },
  { NULL, "a", N_ ("Mark the chosen visit as arrived"), N_ ("Today"), FALSE },
  { NULL, "j", N_ ("Next event"), N_ ("Timeline"), FALSE },
  { NULL, "k", N_ ("Previous event"), N_ ("Timeline"), FALSE },
  { NULL, "Return", N_ ("Open the chosen event"), N_ ("Timeline"), FALSE },
  { NULL, "t", N_ ("Go to today"), N_ ("Timeline"), FALSE },
  { NULL, "plus minus", N_ ("Zoom in or out"), N_ ("Timeline"), FALSE },
  { NULL, "Up Down Left Right", N_ ("Move in time and between columns"), N_ ("Day view"), FALSE },
  { NULL, "Return", N_ ("Book in a free place, or open a visit"), N_ ("Day view"), FALSE },
  { NULL, "plus 3", N_ ("Book by typing: “+2w fri 3pm 45m”"), N_ ("Day view"), FALSE },
  { NULL, "<Control>x", N_ ("Pick a visit up"), N_ ("Day view"), FALSE },
  { NULL, "<Control>v", N_ ("Put it down here"), N_ ("Day view"), FALSE },
  { NULL, "<Shift>Down <Shift>Up", N_ ("Make the chosen visit longer or shorter"), N_ ("Day view"), FALSE },
  { NULL, "<Control>1", N_ ("The day in columns"), N_ ("Appointments"), FALSE },
  { NULL, "<Control>2", N_ ("The week"), N_ ("Appointments"), FALSE },
  { NULL, "<Control>3", N_ ("Who is where: the board"), N_ ("Appointments"), FALSE },
  { NULL, "<Control>4", N_ ("Who waits"), N_ ("Appointments"), FALSE },
  { NULL, "<Control>5", N_ ("Who is to be reminded"), N_ ("Appointments"), FALSE },
  { NULL, "n", N_ ("Take the chosen person on to the next column"), N_ ("Board"), FALSE },
  { NULL, "b", N_ ("Put them back"), N_ ("Board"), FALSE },
  { NULL, "<Shift>Left <Shift>Right", N_ ("Move the chosen matter to the stage beside"), N_ ("Board"), FALSE },
  { NULL, "1 2 3 4 5 6 7 8 9", N_ ("Choose the trip with that number"), N_ ("Trips"), FALSE },
  { NULL, "Return", N_ ("Book the chosen trip"), N_ ("Trips"), FALSE },
  { "translation.next", "<Alt>Down", N_ ("To the next text that is not ready"), N_ ("Translations"), FALSE },
  { "translation.previous", "<Alt>Up", N_ ("To the one before that is not ready"), N_ ("Translations"), FALSE },
  { "translation.save", "<Control>Return <Control>KP_Enter", N_ ("Save, and on to the next one"), N_ ("Translations"), FALSE },
  { "translation.save-all", "<Control><Shift>Return", N_ ("Save all that is not saved"), N_ ("Translations"), FALSE },
  { "translation.copy", "F2", N_ ("Copy the English text"), N_ ("Translations"), FALSE },
  { "translation.reviewed", "F3", N_ ("Reviewed: I read it, and it is right"), N_ ("Translations"), FALSE },
  { "translation.approved", "F4", N_ ("Approve: it may be signed"), N_ ("Translations"), FALSE },
  { "translation.draft", "F5", N_ ("Draft again: it has to be looked at"), N_ ("Translations"), FALSE },
  { "translation.page", "F6", N_ ("To the page, and back to the text"), N_ ("Translations"), FALSE },
};

const HavenAccelerator *
haven_accelerators_get (guint *n_accelerators)
{
  *n_accelerators = G_N_ELEMENTS (accelerators);
  return accelerators;
}

void
haven_accelerators_install (GtkApplication *application)
{
  for (gsize i = 0; i < G_N_ELEMENTS (accelerators); i++)
    {
      g_auto (GStrv) keys = g_strsplit (accelerators[i].keys, " ", -1);

      if (accelerators[i].action)
        gtk_application_set_accels_for_action (application, accelerators[i].action, (const char *const *) keys);
    }
}

/**
 * haven_accelerators_add_to:
 * @widget: has the actions, or a child of it that is used
 * @group: what the names of the actions begin with: “translation.”
 *
 * Keys of a page. The application's own go to the window alone, which knows no action of a page. They come before those of
 * a text that is written there.
 */
void
haven_accelerators_add_to (GtkWidget *widget, const char *group)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (gsize i = 0; i < G_N_ELEMENTS (accelerators); i++)
    {
      g_auto (GStrv) keys = g_strsplit (accelerators[i].keys, " ", -1);

      for (gsize j = 0; accelerators[i].action && g_str_has_prefix (accelerators[i].action, group) && keys[j] != NULL; j++)
        gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                              gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys[j]),
                                                                gtk_named_action_new (accelerators[i].action)));
    }
  gtk_widget_add_controller (widget, controller);
}

/** Returns: (transfer full): the first key in words: “Ctrl+K” */
char *
haven_accelerator_dup_label (const HavenAccelerator *self)
{
  g_auto (GStrv) keys = g_strsplit (self->keys, " ", -1);
  guint key;
  GdkModifierType modifiers;

  if (!gtk_accelerator_parse (keys[0], &key, &modifiers))
    return g_strdup ("");
  return gtk_accelerator_get_label (key, modifiers);
}

static gboolean
matches (const HavenAccelerator *accelerator, GdkEvent *event)
{
  g_auto (GStrv) keys = g_strsplit (accelerator->keys, " ", -1);

  for (gsize i = 0; keys[i] != NULL; i++)
    {
      GdkModifierType modifiers;
      guint key;

      if (gtk_accelerator_parse (keys[i], &key, &modifiers) &&
          gdk_key_event_matches (event, key, modifiers) == GDK_KEY_MATCH_EXACT)
        return TRUE;
    }
  return FALSE;
}

/** Returns: whether somebody pressed what does @action, where keys do not reach the window: a dialog takes them */
gboolean
haven_accelerators_match (const char *action, GdkEvent *event)
{
  guint n;
  const HavenAccelerator *all = haven_accelerators_get (&n);

  if (gdk_event_get_event_type (event) != GDK_KEY_PRESS)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (all[i].action, action) == 0 && matches (&all[i], event))
      return TRUE;
  return FALSE;
}

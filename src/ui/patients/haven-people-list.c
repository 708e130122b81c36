/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-people-list.h"

#include "haven-announce.h"
#include "haven-people-row.h"
#include "haven-permit.h"
#include "haven-record-list.h"

#include <glib/gi18n.h>

struct _HavenPeopleList
{
  AdwNavigationPage parent_instance;

  /* template */
  GtkSearchEntry *search;
  GtkLabel *count;
  GtkStack *stack;
  GtkListView *list;
  AdwStatusPage *failure;
  GtkWidget *add;
  GtkWidget *add_this;
  GtkWidget *add_first;

  /* owned */
  HavenWorkspace *workspace;
  HavenRecordList *people;

  gboolean narrow;
};

G_DEFINE_FINAL_TYPE (HavenPeopleList, haven_people_list, ADW_TYPE_NAVIGATION_PAGE)

enum
{
  PROP_0,
  PROP_NARROW,
  N_PROPS
};

enum
{
  CHOSEN,
  ADD_ASKED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static HavenClock *
get_clock (HavenPeopleList *self)
{
  return haven_session_get_clock (haven_workspace_get_session (self->workspace));
}

static const char *
get_search (HavenPeopleList *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->search));
}

/* ── What is shown ───────────────────────────────────────────────────────── */

static char *
dup_count (HavenPeopleList *self, guint n_people)
{
  if (*get_search (self) == '\0')
    return g_strdup_printf (ngettext ("%u person", "%u people", n_people), n_people);
  return g_strdup_printf (ngettext ("%u person found", "%u people found", n_people), n_people);
}

static void
show_result (HavenPeopleList *self)
{
  g_autofree char *count = dup_count (self, haven_record_list_get_n_found (self->people));

  haven_record_list_show (self->people, count, *get_search (self) == '\0' ? "nobody-yet" : "none-found");
}

static void
search_now (HavenPeopleList *self)
{
  HavenClock *clock = get_clock (self);
  g_autoptr (HavenQuery) query = haven_query_new_people (get_search (self), haven_clock_now (clock));

  haven_record_list_set_query (self->people, query);
}

/* ── Callbacks ───────────────────────────────────────────────────────────── */

static void
search_changed_cb (HavenPeopleList *self, GtkSearchEntry *entry)
{
  if (self->people == NULL)
    return;
  search_now (self);
  if (*get_search (self) != '\0' && gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      guint n_people = haven_record_list_get_n_found (self->people);
      g_autofree char *count = n_people > 0 ? dup_count (self, n_people) : g_strdup (_("Nobody found by that name"));

      haven_announce (GTK_WIDGET (self), count);
    }
}

static void
chosen_cb (HavenPeopleList *self, const char *patient_id)
{
  g_signal_emit (self, signals[CHOSEN], 0, patient_id);
}

static void
add_clicked_cb (HavenPeopleList *self, GtkButton *button)
{
  g_signal_emit (self, signals[ADD_ASKED], 0);
}

static void
retry_clicked_cb (HavenPeopleList *self, GtkButton *button)
{
  search_now (self);
}

/* The arrows move through the list while the cursor stays in the search. */
static gboolean
move_cb (GtkWidget *widget, GVariant *steps, gpointer data)
{
  return haven_record_list_move (HAVEN_PEOPLE_LIST (data)->people, g_variant_get_int32 (steps));
}

static void
add_arrows (HavenPeopleList *self)
{
  static const struct
  {
    guint key;
    int steps;
  } arrows[] = { { GDK_KEY_Down, 1 }, { GDK_KEY_Up, -1 }, { GDK_KEY_Page_Down, 8 }, { GDK_KEY_Page_Up, -8 } };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (arrows); i++)
    {
      GtkShortcut *shortcut = gtk_shortcut_new (gtk_keyval_trigger_new (arrows[i].key, 0),
                                                gtk_callback_action_new (move_cb, self, NULL));

      gtk_shortcut_set_arguments (shortcut, g_variant_new_int32 (arrows[i].steps));
      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
    }
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self->search), controller);
}

/* ── Rows ────────────────────────────────────────────────────────────────── */

static GtkWidget *
make_row (gpointer list)
{
  GtkWidget *row = haven_people_row_new ();

  g_object_bind_property (list, "narrow", row, "narrow", G_BINDING_SYNC_CREATE);
  return row;
}

static char *
show_row (GtkWidget *row, HavenQueryRow *texts, HavenDate today)
{
  haven_people_row_set_texts (HAVEN_PEOPLE_ROW (row), texts, today);
  return haven_people_row_dup_accessible_name (HAVEN_PEOPLE_ROW (row));
}

static void
make_list (HavenPeopleList *self)
{
  static const HavenRecordRows rows = { make_row, show_row };
  const HavenRecordListWidgets widgets = { self->search, self->count, self->stack, self->list, self->failure };
  HavenSession *session = haven_workspace_get_session (self->workspace);

  self->people = haven_record_list_new (session, GTK_WIDGET (self), &widgets, &rows, "patient", HAVEN_PEOPLE_ID);
  g_signal_connect_object (self->people, "changed", G_CALLBACK (show_result), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->people, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
}

/* ── Overrides ───────────────────────────────────────────────────────────── */

static void
haven_people_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_NARROW)
    g_value_set_boolean (value, HAVEN_PEOPLE_LIST (object)->narrow);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
haven_people_list_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_NARROW)
    HAVEN_PEOPLE_LIST (object)->narrow = g_value_get_boolean (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
haven_people_list_dispose (GObject *object)
{
  HavenPeopleList *self = HAVEN_PEOPLE_LIST (object);

  g_clear_object (&self->people);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_PEOPLE_LIST);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (haven_people_list_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-people-list.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenPeopleList, search);
  gtk_widget_class_bind_template_child (widget_class, HavenPeopleList, count);
  gtk_widget_class_bind_template_child (widget_class, HavenPeopleList, stack);
  gtk_widget_class_bind_template_child (widget_class, HavenPeopleList, list);
  gtk_widget_class_bind_template_child (widget_class, HavenPeopleList, failure);
  gtk_widget_class_bind_template_child (widget_class, HavenPeopleList, add);
  gtk_widget_class_bind_template_child (widget_class, HavenPeopleList, add_this);
  gtk_widget_class_bind_template_child (widget_class, HavenPeopleList, add_first);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_clicked_cb);
}

static void
haven_people_list_class_init (HavenPeopleListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = haven_people_list_get_property;
  object_class->set_property = haven_people_list_set_property;
  object_class->dispose = haven_people_list_dispose;

  /** Whether there is little width, so that a row's columns stand below one another. */
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * HavenPeopleList::chosen:
   * @patient_id: whose page to open
   */
  signals[CHOSEN] = g_signal_new ("chosen",
                                  HAVEN_TYPE_PEOPLE_LIST,
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  1,
                                  G_TYPE_STRING);
  /** HavenPeopleList::add-asked: somebody wants to add a person */
  signals[ADD_ASKED] =
    g_signal_new ("add-asked", HAVEN_TYPE_PEOPLE_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
haven_people_list_init (HavenPeopleList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
bind_permits (HavenPeopleList *self)
{
  HavenSession *session = haven_workspace_get_session (self->workspace);

  haven_permit_bind (self->add, session, "patient", HAVEN_ACTION_CREATE);
  haven_permit_bind (self->add_this, session, "patient", HAVEN_ACTION_CREATE);
  haven_permit_bind (self->add_first, session, "patient", HAVEN_ACTION_CREATE);
}

GtkWidget *
haven_people_list_new (HavenWorkspace *workspace)
{
  HavenPeopleList *self = g_object_new (HAVEN_TYPE_PEOPLE_LIST, NULL);

  g_return_val_if_fail (HAVEN_IS_WORKSPACE (workspace), GTK_WIDGET (self));

  self->workspace = g_object_ref (workspace);
  bind_permits (self);
  make_list (self);
  add_arrows (self);
  gtk_search_entry_set_key_capture_widget (self->search, GTK_WIDGET (self));
  search_now (self);
  return GTK_WIDGET (self);
}

/** Puts the cursor into the search, with what is there marked, so that typing begins anew. */
void
haven_people_list_find (HavenPeopleList *self)
{
  g_return_if_fail (HAVEN_IS_PEOPLE_LIST (self));
  haven_record_list_focus_search (self->people);
}

/** Returns: (transfer full): what was searched for: the first guess at the name of somebody to add */
char *
haven_people_list_dup_search (HavenPeopleList *self)
{
  g_return_val_if_fail (HAVEN_IS_PEOPLE_LIST (self), NULL);
  return g_strstrip (g_strdup (get_search (self)));
}

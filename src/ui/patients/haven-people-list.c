/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-people-list.h"

#include "haven-announce.h"
#include "haven-people-row.h"
#include "haven-query-model.h"

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

  /* owned */
  HavenWorkspace *workspace;
  HavenQueryModel *people;
  GtkSingleSelection *selection;

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

static const char *
find_page (HavenPeopleList *self, guint n_people)
{
  if (haven_query_model_get_error (self->people) != NULL)
    return "failed";
  if (n_people > 0)
    return "list";
  return *get_search (self) == '\0' ? "nobody-yet" : "none-found";
}

static void
show_result (HavenPeopleList *self)
{
  guint n_people = g_list_model_get_n_items (G_LIST_MODEL (self->people));
  const GError *error = haven_query_model_get_error (self->people);
  g_autofree char *count = dup_count (self, n_people);

  if (error != NULL)
    adw_status_page_set_description (self->failure, error->message);
  gtk_label_set_label (self->count, count);
  gtk_widget_set_visible (GTK_WIDGET (self->count), n_people > 0);
  gtk_stack_set_visible_child_name (self->stack, find_page (self, n_people));
}

static void
search_now (HavenPeopleList *self)
{
  HavenClock *clock = get_clock (self);
  g_autoptr (HavenQuery) query = haven_query_new_people (get_search (self), haven_clock_now (clock));

  haven_query_model_set_query (self->people, query);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->people)) > 0)
    {
      gtk_single_selection_set_selected (self->selection, 0);
      gtk_list_view_scroll_to (self->list, 0, GTK_LIST_SCROLL_NONE, NULL);
    }
  show_result (self);
}

static void
choose (HavenPeopleList *self, guint position)
{
  g_autoptr (HavenQueryRow) row = g_list_model_get_item (G_LIST_MODEL (self->people), position);
  const char *id = row ? haven_query_row_get_text (row, HAVEN_PEOPLE_ID) : NULL;

  if (id != NULL)
    g_signal_emit (self, signals[CHOSEN], 0, id);
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
      guint n_people = g_list_model_get_n_items (G_LIST_MODEL (self->people));
      g_autofree char *count = n_people > 0 ? dup_count (self, n_people) : g_strdup (_("Nobody found by that name"));

      haven_announce (GTK_WIDGET (self), count);
    }
}

/* Enter opens the chosen person, who is the best match until somebody moves on. */
static void
search_activated_cb (HavenPeopleList *self, GtkSearchEntry *entry)
{
  guint position = gtk_single_selection_get_selected (self->selection);

  if (position != GTK_INVALID_LIST_POSITION)
    choose (self, position);
}

static void
search_stopped_cb (HavenPeopleList *self, GtkSearchEntry *entry)
{
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
}

static void
row_activated_cb (HavenPeopleList *self, guint position, GtkListView *list)
{
  choose (self, position);
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

static void
people_changed_cb (HavenPeopleList *self)
{
  show_result (self);
}

/* The arrows move through the list while the cursor stays in the search. */
static gboolean
move_cb (GtkWidget *widget, GVariant *steps, gpointer data)
{
  HavenPeopleList *self = HAVEN_PEOPLE_LIST (data);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->people));
  gint64 position = gtk_single_selection_get_selected (self->selection);

  if (n == 0)
    return FALSE;
  position = CLAMP (position + g_variant_get_int32 (steps), 0, (gint64) n - 1);
  gtk_list_view_scroll_to (self->list, (guint) position, GTK_LIST_SCROLL_SELECT, NULL);
  return TRUE;
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

static void
show_row (GtkListItem *item)
{
  HavenPeopleRow *row = HAVEN_PEOPLE_ROW (gtk_list_item_get_child (item));
  HavenPeopleList *self = g_object_get_data (G_OBJECT (item), "list");
  g_autofree char *name = NULL;

  haven_people_row_set_texts (row, gtk_list_item_get_item (item), haven_clock_today (get_clock (self)));
  name = haven_people_row_dup_accessible_name (row);
  gtk_list_item_set_accessible_label (item, name);
}

/* Not the list's own single-click-activate, which also selects what lies under a resting pointer: then Enter in the
 * search would open somebody else than the best match. */
static void
row_clicked_cb (GtkListItem *item, int n_presses, double x, double y, GtkGesture *gesture)
{
  gtk_widget_activate_action (gtk_list_item_get_child (item), "list.activate-item", "u", gtk_list_item_get_position (item));
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, HavenPeopleList *self)
{
  GtkWidget *row = haven_people_row_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_object (click, "released", G_CALLBACK (row_clicked_cb), item, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (click));
  g_object_bind_property (self, "narrow", row, "narrow", G_BINDING_SYNC_CREATE);
  g_object_set_data (G_OBJECT (item), "list", self);
  gtk_list_item_set_child (item, row);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, HavenPeopleList *self)
{
  g_signal_connect_swapped (gtk_list_item_get_item (item), "texts-changed", G_CALLBACK (show_row), item);
  show_row (item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, HavenPeopleList *self)
{
  g_signal_handlers_disconnect_by_data (gtk_list_item_get_item (item), item);
}

static void
make_list (HavenPeopleList *self)
{
  HavenSession *session = haven_workspace_get_session (self->workspace);
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->people = haven_query_model_new (haven_session_get_store (session), haven_session_get_staff_id (session));
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->people)));
  g_signal_connect_object (self->people, "items-changed", G_CALLBACK (people_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, 0);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
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

  if (self->list)
    gtk_list_view_set_model (self->list, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_PEOPLE_LIST);
  g_clear_object (&self->selection);
  g_clear_object (&self->people);
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
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
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

GtkWidget *
haven_people_list_new (HavenWorkspace *workspace)
{
  HavenPeopleList *self = g_object_new (HAVEN_TYPE_PEOPLE_LIST, NULL);

  g_return_val_if_fail (HAVEN_IS_WORKSPACE (workspace), GTK_WIDGET (self));

  self->workspace = g_object_ref (workspace);
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
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  gtk_editable_select_region (GTK_EDITABLE (self->search), 0, -1);
}

/** Returns: (transfer full): what was searched for: the first guess at the name of somebody to add */
char *
haven_people_list_dup_search (HavenPeopleList *self)
{
  g_return_val_if_fail (HAVEN_IS_PEOPLE_LIST (self), NULL);
  return g_strstrip (g_strdup (get_search (self)));
}

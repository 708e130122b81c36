/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-flow-board.h"

#include "haven-announce.h"
#include "haven-board-column.h"
#include "haven-flow-people.h"
#include "haven-flow-service.h"
#include "haven-permit.h"
#include "haven-visit-status.h"
#include "haven-visit-words.h"

#include <glib/gi18n.h>

struct _HavenFlowBoard
{
  AdwBin parent_instance;

  /* template */
  GtkBox *columns;

  /* owned */
  HavenWorkspace *workspace;
  GHashTable *cards; /* a person's or a visit's id → card, borrowed */
  char *moved;       /* the key of the card that was moved last: it is told where it went */
  GPtrArray *stages; /* HavenBoardColumn, borrowed, by HavenFlowStage */

  HavenDate date;
};

G_DEFINE_FINAL_TYPE (HavenFlowBoard, haven_flow_board, ADW_TYPE_BIN)

enum
{
  SIGNAL_VISIT_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* ── Moving somebody ──────────────────────────────────────────────────────── */

typedef struct
{
  HavenWorkspace *workspace;
  char *patient_id;
  HavenDate date;
  HavenFlowStage to;
} Move;

static void
free_move (Move *self)
{
  g_object_unref (self->workspace);
  g_free (self->patient_id);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Move, free_move)

static gpointer
make_edit (HavenSession *session, gpointer data, GCancellable *cancellable, GError **error)
{
  const Move *move = data;

  return haven_flow_edit_move (session, move->patient_id, move->date, move->to, error);
}

static void
edit_made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Move) move = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HavenEdit) edit = haven_session_work_finish (HAVEN_SESSION (source), result, &error);

  if (edit == NULL)
    haven_workspace_tell_error (move->workspace, error);
  else
    haven_workspace_do (move->workspace, edit);
}

static const char *
get_key (HavenVisit *visit)
{
  const HavenAppointment *appointment = haven_visit_get_appointment (visit);

  return appointment->patient_id ? appointment->patient_id : appointment->id;
}

/* Going back is a correction, of which the reason is asked. */
static void
put_back (HavenFlowBoard *self, HavenFlowCard *card, HavenFlowStage to)
{
  HavenVisit *visit = haven_flow_card_get_visit (card);
  HavenAppointmentStatus from = haven_visit_get_status (visit);
  HavenAppointmentStatus status = to == HAVEN_FLOW_EXPECTED  ? HAVEN_APPOINTMENT_CONFIRMED
                                  : to == HAVEN_FLOW_ARRIVED ? HAVEN_APPOINTMENT_ARRIVED
                                                             : HAVEN_APPOINTMENT_IN_PROGRESS;

  if (haven_appointment_status_check_move (from, status) == HAVEN_STATUS_MOVE_NEEDS_REASON)
    haven_visit_status_change (self->workspace, GTK_WIDGET (self), visit, status);
  else
    gtk_widget_error_bell (GTK_WIDGET (self));
}

static void
move_card (HavenFlowBoard *self, HavenFlowCard *card, HavenFlowStage to)
{
  HavenVisit *visit = haven_flow_card_get_visit (card);
  HavenFlowStage from = haven_flow_card_get_stage (card), next;
  gboolean has_next = haven_flow_card_get_next (card, &next);
  Move *move;

  if (to == from || !haven_permit_check (self->workspace, "appointment", HAVEN_ACTION_UPDATE))
    return;
  g_set_str (&self->moved, get_key (visit));
  if (to < from && !(has_next && to == next) && !(from < HAVEN_FLOW_DONE && to > HAVEN_FLOW_ARRIVED))
    {
      put_back (self, card, to);
      return;
    }
  move = g_new0 (Move, 1);
  move->workspace = g_object_ref (self->workspace);
  move->patient_id = g_strdup (haven_visit_get_appointment (visit)->patient_id);
  move->date = self->date;
  move->to = to;
  haven_session_work_async (haven_workspace_get_session (self->workspace), make_edit, move, NULL, g_object_unref, NULL, edit_made_cb, move);
}

/* ── What the keys do ─────────────────────────────────────────────────────── */

static HavenFlowCard *
get_focused (HavenFlowBoard *self)
{
  GtkWidget *card = haven_board_get_focused (GTK_WIDGET (self), HAVEN_TYPE_FLOW_CARD);

  return card ? HAVEN_FLOW_CARD (card) : NULL;
}

static void
next_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenFlowBoard *self = HAVEN_FLOW_BOARD (widget);
  HavenFlowCard *card = get_focused (self);
  HavenFlowStage next;

  if (card && haven_flow_card_get_next (card, &next))
    move_card (self, card, next);
  else
    gtk_widget_error_bell (widget);
}

static void
back_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenFlowBoard *self = HAVEN_FLOW_BOARD (widget);
  HavenFlowCard *card = get_focused (self);
  HavenFlowStage stage = card ? haven_flow_card_get_stage (card) : HAVEN_FLOW_EXPECTED;

  if (stage == HAVEN_FLOW_EXPECTED)
    gtk_widget_error_bell (widget);
  else if (stage == HAVEN_FLOW_DONE)
    move_card (self, card, haven_flow_card_get_last_stage (card));
  else
    move_card (self, card, stage == HAVEN_FLOW_ARRIVED ? HAVEN_FLOW_EXPECTED : HAVEN_FLOW_ARRIVED);
}

static void
set_status_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HavenFlowBoard *self = HAVEN_FLOW_BOARD (widget);
  HavenFlowCard *card = get_focused (self);
  HavenAppointmentStatus status;

  if (card == NULL || !haven_appointment_status_parse (g_variant_get_string (parameter, NULL), &status))
    return;
  g_set_str (&self->moved, get_key (haven_flow_card_get_visit (card)));
  haven_visit_status_change (self->workspace, widget, haven_flow_card_get_visit (card), status);
}

static gboolean
across_cb (GtkWidget *widget, GVariant *parameter, gpointer data)
{
  HavenFlowBoard *self = HAVEN_FLOW_BOARD (widget);
  HavenFlowCard *card = get_focused (self);
  GtkWidget *other;

  if (card == NULL)
    return GDK_EVENT_PROPAGATE;
  other = haven_board_find_across (self->stages, GTK_WIDGET (card), g_variant_get_int32 (parameter));
  if (other)
    gtk_widget_grab_focus (other);
  else
    gtk_widget_error_bell (widget);
  return GDK_EVENT_STOP;
}

/* ── Columns and cards ────────────────────────────────────────────────────── */

static void
card_dropped_cb (HavenFlowBoard *self, GtkWidget *card, GtkWidget *column)
{
  guint stage;

  if (g_ptr_array_find (self->stages, column, &stage))
    move_card (self, HAVEN_FLOW_CARD (card), stage);
}

static void
row_activated_cb (HavenFlowBoard *self, GtkListBoxRow *row)
{
  g_signal_emit (self, signals[SIGNAL_VISIT_ACTIVATED], 0, haven_flow_card_get_visit (HAVEN_FLOW_CARD (row)));
}

static void
create_column (HavenFlowBoard *self, HavenFlowStage stage)
{
  GtkWidget *column = haven_board_column_new (_(haven_flow_stage_get_label (stage)), _("Nobody"));

  g_signal_connect_object (haven_board_column_get_list (HAVEN_BOARD_COLUMN (column)),
                           "row-activated",
                           G_CALLBACK (row_activated_cb),
                           self,
                           G_CONNECT_SWAPPED);
  haven_board_column_take_cards (HAVEN_BOARD_COLUMN (column), HAVEN_TYPE_FLOW_CARD);
  g_signal_connect_object (column, "card-dropped", G_CALLBACK (card_dropped_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->columns, column);
  g_ptr_array_add (self->stages, column);
}

static HavenFlowCard *
create_card (HavenFlowBoard *self, const char *key)
{
  GtkWidget *card = haven_flow_card_new (haven_workspace_get_session (self->workspace));

  haven_board_let_drag (card);
  g_hash_table_insert (self->cards, g_strdup (key), g_object_ref_sink (card));
  return HAVEN_FLOW_CARD (card);
}

static void
remove_others (HavenFlowBoard *self, GPtrArray *people)
{
  g_autoptr (GHashTable) wanted = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer key, card;

  for (guint i = 0; i < people->len; i++)
    g_hash_table_add (wanted, (gpointer) get_key (((HavenFlowPerson *) people->pdata[i])->current));
  g_hash_table_iter_init (&iter, self->cards);
  while (g_hash_table_iter_next (&iter, &key, &card))
    if (!g_hash_table_contains (wanted, key))
      {
        haven_board_remove_card (card);
        g_hash_table_iter_remove (&iter);
      }
}

static void
head_columns (HavenFlowBoard *self, const int *n)
{
  for (guint i = 0; i < HAVEN_N_FLOW_STAGES; i++)
    haven_board_column_set_count (self->stages->pdata[i], n[i]);
  gtk_widget_set_visible (self->stages->pdata[HAVEN_FLOW_WITH_NAVIGATOR], n[HAVEN_FLOW_WITH_NAVIGATOR] > 0);
}

/* A card keeps the keyboard wherever it goes, and whoever moved it hears where that was. */
static void
tell_moved (HavenFlowBoard *self, HavenFlowStage from, HavenFlowCard *card)
{
  g_autofree char *words = NULL;

  if (haven_flow_card_get_stage (card) == from || self->moved == NULL ||
      !g_str_equal (self->moved, get_key (haven_flow_card_get_visit (card))))
    return;
  g_clear_pointer (&self->moved, g_free);
  words = g_strdup_printf ("%s: %s",
                           haven_visit_get_person_words (haven_flow_card_get_visit (card)),
                           _(haven_flow_stage_get_label (haven_flow_card_get_stage (card))));
  haven_announce (GTK_WIDGET (self), words);
}

/** Shows the day as it is now; called again when something changes, and at each turn of the minute. */
void
haven_flow_board_show (HavenFlowBoard *self, const HavenDayPage *page, HavenDate date)
{
  g_autoptr (GPtrArray) people = haven_flow_people_new (page);
  HavenClock *clock = haven_session_get_clock (haven_workspace_get_session (self->workspace));
  HavenInstant now = haven_date_compare (date, haven_clock_today (clock)) == 0 ? haven_clock_now (clock) : 0;
  HavenFlowCard *focused = get_focused (self);
  int n[HAVEN_N_FLOW_STAGES] = { 0 };

  g_return_if_fail (HAVEN_IS_FLOW_BOARD (self));

  self->date = date;
  remove_others (self, people);
  for (guint i = 0; i < people->len; i++)
    {
      HavenFlowPerson *person = people->pdata[i];
      const char *key = get_key (person->current);
      HavenFlowCard *card = g_hash_table_lookup (self->cards, key);
      HavenFlowStage from = card ? haven_flow_card_get_stage (card) : person->place.stage;

      if (card == NULL)
        card = create_card (self, key);
      haven_flow_card_show (card, person, page->resources, now);
      haven_board_column_place (self->stages->pdata[person->place.stage], GTK_WIDGET (card), n[person->place.stage]++);
      tell_moved (self, from, card);
      if (card == focused)
        gtk_widget_grab_focus (GTK_WIDGET (card));
    }
  head_columns (self, n);
}

/** Through which somebody is moved. */
void
haven_flow_board_set_workspace (HavenFlowBoard *self, HavenWorkspace *workspace)
{
  g_return_if_fail (HAVEN_IS_FLOW_BOARD (self));
  g_set_object (&self->workspace, workspace);
}

static void
haven_flow_board_dispose (GObject *object)
{
  HavenFlowBoard *self = HAVEN_FLOW_BOARD (object);

  g_clear_object (&self->workspace);
  g_clear_pointer (&self->cards, g_hash_table_unref);
  g_clear_pointer (&self->moved, g_free);
  g_clear_pointer (&self->stages, g_ptr_array_unref);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), HAVEN_TYPE_FLOW_BOARD);
  G_OBJECT_CLASS (haven_flow_board_parent_class)->dispose (object);
}

static void
haven_flow_board_class_init (HavenFlowBoardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = haven_flow_board_dispose;

  /** HavenFlowBoard::visit-activated: somebody wants to see this #HavenVisit */
  signals[SIGNAL_VISIT_ACTIVATED] = g_signal_new ("visit-activated", HAVEN_TYPE_FLOW_BOARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                                  G_TYPE_NONE, 1, HAVEN_TYPE_VISIT);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/havenclinic/Haven/ui/haven-flow-board.ui");
  gtk_widget_class_bind_template_child (widget_class, HavenFlowBoard, columns);
  gtk_widget_class_install_action (widget_class, "flow.next", NULL, next_cb);
  gtk_widget_class_install_action (widget_class, "flow.back", NULL, back_cb);
  gtk_widget_class_install_action (widget_class, "flow.set-status", "s", set_status_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Right, 0, across_cb, "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, 0, across_cb, "i", -1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, 0, "flow.next", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_b, 0, "flow.back", NULL);
}

static void
haven_flow_board_init (HavenFlowBoard *self)
{
  self->cards = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->stages = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < HAVEN_N_FLOW_STAGES; i++)
    create_column (self, i);
}

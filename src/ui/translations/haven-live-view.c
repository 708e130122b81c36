/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-live-view.h"

#include "haven-live-sheet.h"

#define MARGIN 12
#define MOST_WIDTH 820

struct _HavenLiveView
{
  AdwBin parent_instance;

  /* borrowed */
  GtkWidget *scroller;
  GtkWidget *column;

  int width; /* that was told last */
  guint tick;
};

G_DEFINE_FINAL_TYPE (HavenLiveView, haven_live_view, ADW_TYPE_BIN)

enum
{
  SIGNAL_RESIZED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static HavenLiveSheetView *
get_sheet (HavenLiveView *self, guint page)
{
  GtkWidget *child = gtk_widget_get_first_child (self->column);

  while (child != NULL && page-- > 0)
    child = gtk_widget_get_next_sibling (child);
  return child ? HAVEN_LIVE_SHEET (child) : NULL;
}

/* ── What is worked on comes into view ────────────────────────────────────── */

static void
reveal (HavenLiveView *self, GtkWidget *sheet, const graphene_rect_t *mark)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  const double room = gtk_adjustment_get_page_size (adjustment);
  const double value = gtk_adjustment_get_value (adjustment);
  graphene_point_t from = { 0, mark->origin.y }, to;
  double top;

  if (!gtk_widget_compute_point (sheet, self->column, &from, &to))
    return;
  top = to.y + MARGIN;
  if (top < value || top + mark->size.height > value + room)
    gtk_adjustment_set_value (adjustment, top - room / 3);
}

static gboolean
laid_out_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  HavenLiveView *self = HAVEN_LIVE_VIEW (widget);
  graphene_rect_t mark;

  if (gtk_widget_get_height (self->column) <= 1)
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (self->column); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (haven_live_sheet_get_mark (HAVEN_LIVE_SHEET (child), &mark))
      {
        reveal (self, child, &mark);
        break;
      }
  return G_SOURCE_REMOVE;
}

static void
queue_reveal (HavenLiveView *self)
{
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), laid_out_cb, NULL, NULL);
}

/* ── Widget ───────────────────────────────────────────────────────────────── */

/* After the layout, never within it. */
static void
resized_cb (gpointer data)
{
  g_autoptr (HavenLiveView) self = data;

  if (self->column != NULL)
    g_signal_emit (self, signals[SIGNAL_RESIZED], 0);
}

static void
width_changed_cb (HavenLiveView *self, GParamSpec *pspec, GtkAdjustment *adjustment)
{
  const int width = (int) gtk_adjustment_get_page_size (adjustment);

  if (width == self->width)
    return;
  self->width = width;
  g_idle_add_once (resized_cb, g_object_ref (self));
}

static void
haven_live_view_dispose (GObject *object)
{
  HavenLiveView *self = HAVEN_LIVE_VIEW (object);

  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
  self->column = self->scroller = NULL;
  G_OBJECT_CLASS (haven_live_view_parent_class)->dispose (object);
}

static void
haven_live_view_class_init (HavenLiveViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = haven_live_view_dispose;

  /** HavenLiveView::resized: it wants pictures of another size */
  signals[SIGNAL_RESIZED] =
    g_signal_new ("resized", HAVEN_TYPE_LIVE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
haven_live_view_init (HavenLiveView *self)
{
  GtkWidget *clamp = adw_clamp_new ();

  self->column = gtk_box_new (GTK_ORIENTATION_VERTICAL, MARGIN);
  gtk_widget_set_margin_top (self->column, MARGIN);
  gtk_widget_set_margin_bottom (self->column, MARGIN);
  gtk_widget_set_margin_start (self->column, MARGIN);
  gtk_widget_set_margin_end (self->column, MARGIN);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), MOST_WIDTH);
  adw_clamp_set_child (ADW_CLAMP (clamp), self->column);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), clamp);
  gtk_viewport_set_scroll_to_focus (GTK_VIEWPORT (gtk_widget_get_parent (clamp)), FALSE);
  gtk_widget_set_vexpand (self->scroller, TRUE);
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->scroller)),
                           "notify::page-size",
                           G_CALLBACK (width_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), self->scroller);
}

GtkWidget *
haven_live_view_new (void)
{
  return g_object_new (HAVEN_TYPE_LIVE_VIEW, NULL);
}

static void
make_room (HavenLiveView *self, guint n_sheets)
{
  GtkWidget *extra;

  while (get_sheet (self, n_sheets) != NULL && (extra = gtk_widget_get_last_child (self->column)))
    gtk_box_remove (GTK_BOX (self->column), extra);
  for (guint i = 0; i < n_sheets; i++)
    if (get_sheet (self, i) == NULL)
      gtk_box_append (GTK_BOX (self->column), haven_live_sheet_new ());
}

/** @text_id: (nullable): what is marked, and brought into view */
void
haven_live_view_show (HavenLiveView *self, const HavenDocumentLive *live, const char *text_id)
{
  g_return_if_fail (HAVEN_IS_LIVE_VIEW (self) && live != NULL);

  make_room (self, live->sheets->len);
  for (guint i = 0; i < live->sheets->len; i++)
    {
      haven_live_sheet_show (get_sheet (self, i), live->sheets->pdata[i], i + 1, live->sheets->len);
      haven_live_sheet_clear_marks (get_sheet (self, i));
    }
  for (guint i = 0; text_id != NULL && i < live->places->len; i++)
    {
      const HavenLivePlace *place = &g_array_index (live->places, HavenLivePlace, i);

      if (g_str_equal (place->text_id, text_id) && place->sheet < live->sheets->len)
        haven_live_sheet_add_mark (get_sheet (self, place->sheet), place);
    }
  queue_reveal (self);
}

/** Pixels for each point that it has room for; 0 before it has any. */
double
haven_live_view_get_scale (HavenLiveView *self)
{
  g_return_val_if_fail (HAVEN_IS_LIVE_VIEW (self), 0);

  if (self->width <= 2 * MARGIN)
    return 0;
  return (MIN (self->width, MOST_WIDTH) - 2 * MARGIN) * gtk_widget_get_scale_factor (GTK_WIDGET (self)) / 612.0;
}

guint
haven_live_view_get_n_pages (HavenLiveView *self)
{
  guint n = 0;

  g_return_val_if_fail (HAVEN_IS_LIVE_VIEW (self), 0);
  while (get_sheet (self, n) != NULL)
    n++;
  return n;
}

/** Whether the text that is written stands on the page. */
gboolean
haven_live_view_has_mark (HavenLiveView *self)
{
  graphene_rect_t mark;

  g_return_val_if_fail (HAVEN_IS_LIVE_VIEW (self), FALSE);
  for (guint i = 0; get_sheet (self, i) != NULL; i++)
    if (haven_live_sheet_get_mark (get_sheet (self, i), &mark))
      return TRUE;
  return FALSE;
}

/** Returns: (nullable): the words of a page, from 0 */
const char *
haven_live_view_get_text (HavenLiveView *self, guint page)
{
  g_return_val_if_fail (HAVEN_IS_LIVE_VIEW (self), NULL);
  return get_sheet (self, page) ? haven_live_sheet_get_text (get_sheet (self, page)) : NULL;
}

/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-paper-view.h"

#include "haven-paper-page.h"

#define LEAST_ZOOM 0.2
#define MOST_ZOOM 3.0
#define MOST_FIT 1.5
#define STEP 1.2
#define MARGIN 12
#define PIXELS_PER_POINT (96.0 / 72.0)

struct _HavenPaperView
{
  GtkWidget parent_instance;

  /* owned children */
  GtkWidget *scroller;
  GtkWidget *column;

  /* owned */
  HavenPaperPages *pages;

  double zoom;
  gboolean fits;
  guint page; /* from 0 */
  guint update;
};

G_DEFINE_FINAL_TYPE (HavenPaperView, haven_paper_view, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_PAGE,
  PROP_N_PAGES,
  PROP_ZOOM,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void queue_update (HavenPaperView *self);

static GtkAdjustment *
get_vadjustment (HavenPaperView *self)
{
  return gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
}

static GtkWidget *
get_page_widget (HavenPaperView *self, guint page)
{
  GtkWidget *child = gtk_widget_get_first_child (self->column);

  while (child != NULL && page-- > 0)
    child = gtk_widget_get_next_sibling (child);
  return child;
}

/* ── Zoom ─────────────────────────────────────────────────────────────────── */

static void
set_zoom (HavenPaperView *self, double zoom)
{
  GtkAdjustment *adjustment = get_vadjustment (self);
  double middle = gtk_adjustment_get_value (adjustment) + gtk_adjustment_get_page_size (adjustment) / 2;
  double ratio = zoom / self->zoom;

  if (self->zoom == zoom)
    return;
  self->zoom = zoom;
  for (GtkWidget *child = gtk_widget_get_first_child (self->column); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    haven_paper_page_set_zoom (HAVEN_PAPER_PAGE (child), zoom);
  /* What was in the middle stays there, as far as the next allocation lets it. */
  gtk_adjustment_set_upper (adjustment, MAX (gtk_adjustment_get_upper (adjustment) * ratio, 1));
  gtk_adjustment_set_value (adjustment, middle * ratio - gtk_adjustment_get_page_size (adjustment) / 2);
  queue_update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ZOOM]);
}

static double
get_widest (HavenPaperView *self)
{
  double widest = 1;

  for (guint i = 0; i < haven_paper_view_get_n_pages (self); i++)
    {
      double width, height;

      haven_paper_pages_get_size (self->pages, i, &width, &height);
      widest = MAX (widest, width * PIXELS_PER_POINT);
    }
  return widest;
}

static void
fit (HavenPaperView *self)
{
  int room = gtk_widget_get_width (GTK_WIDGET (self)) - 2 * MARGIN;

  if (self->pages != NULL && room > 0)
    set_zoom (self, CLAMP (room / get_widest (self), LEAST_ZOOM, MOST_FIT));
}

/* ── What is seen ─────────────────────────────────────────────────────────── */

static void
set_page (HavenPaperView *self, guint page)
{
  if (self->page == page)
    return;
  self->page = page;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAGE]);
}

static double
get_page_height (HavenPaperView *self, guint page)
{
  double width, height;

  haven_paper_pages_get_size (self->pages, page, &width, &height);
  return height * PIXELS_PER_POINT * self->zoom;
}

/* Where a page begins in the column. By arithmetic, as the layout comes only with the next frame. */
static double
get_page_top (HavenPaperView *self, guint page)
{
  double top = MARGIN;

  for (guint i = 0; i < page; i++)
    top += get_page_height (self, i) + MARGIN;
  return top;
}

/* A page is drawn while it is seen or next to it, and forgotten farther away: a long paper needs no more memory. */
static void
update_page (HavenPaperPage *page, double top, double bottom, double height)
{
  if (bottom > -height && top < 2 * height)
    haven_paper_page_show (page);
  else if (bottom < -3 * height || top > 4 * height)
    haven_paper_page_forget (page);
}

static gboolean
update_cb (gpointer data)
{
  HavenPaperView *self = data;
  double height = gtk_widget_get_height (GTK_WIDGET (self));
  double top;
  guint i = 0, page = 0;

  self->update = 0;
  if (self->pages == NULL || height <= 0)
    return G_SOURCE_REMOVE;
  if (self->fits)
    fit (self);
  top = MARGIN - gtk_adjustment_get_value (get_vadjustment (self));
  for (GtkWidget *child = gtk_widget_get_first_child (self->column); child != NULL;
       child = gtk_widget_get_next_sibling (child), i++)
    {
      double bottom = top + get_page_height (self, i);

      if (top <= height / 2)
        page = i;
      update_page (HAVEN_PAPER_PAGE (child), top, bottom, height);
      top = bottom + MARGIN;
    }
  set_page (self, page);
  return G_SOURCE_REMOVE;
}

/* After the layout, never within it: sizes are not changed while they are given out. */
static void
queue_update (HavenPaperView *self)
{
  if (self->update == 0)
    self->update = g_idle_add_full (G_PRIORITY_DEFAULT, update_cb, self, NULL);
}

static void
column_map_cb (GtkWidget *child, gpointer data)
{
  queue_update (data);
}

/* A page that gets the keyboard without being seen comes into sight. */
static void
page_focused_cb (GtkWidget *page, GParamSpec *pspec, HavenPaperView *self)
{
  GtkAdjustment *adjustment = get_vadjustment (self);
  double value = gtk_adjustment_get_value (adjustment);
  double top;
  guint i = 0;

  if (!gtk_widget_has_focus (page))
    return;
  while (get_page_widget (self, i) != page)
    i++;
  top = get_page_top (self, i);
  if (top > value + gtk_adjustment_get_page_size (adjustment) / 2 || top + get_page_height (self, i) < value)
    gtk_adjustment_set_value (adjustment, top - MARGIN);
}

/* ── Widget ───────────────────────────────────────────────────────────────── */

static void
haven_paper_view_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  gtk_widget_measure (HAVEN_PAPER_VIEW (widget)->scroller, orientation, for_size, minimum, natural, NULL, NULL);
}

static void
haven_paper_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  HavenPaperView *self = HAVEN_PAPER_VIEW (widget);

  gtk_widget_allocate (self->scroller, width, height, baseline, NULL);
  queue_update (self);
}

static void
haven_paper_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  HavenPaperView *self = HAVEN_PAPER_VIEW (object);

  switch (id)
    {
    case PROP_PAGE:
      g_value_set_uint (value, haven_paper_view_get_page (self));
      break;
    case PROP_N_PAGES:
      g_value_set_uint (value, haven_paper_view_get_n_pages (self));
      break;
    case PROP_ZOOM:
      g_value_set_double (value, self->zoom);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
haven_paper_view_dispose (GObject *object)
{
  HavenPaperView *self = HAVEN_PAPER_VIEW (object);

  g_clear_handle_id (&self->update, g_source_remove);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  self->column = NULL;
  g_clear_object (&self->pages);
  G_OBJECT_CLASS (haven_paper_view_parent_class)->dispose (object);
}

static void
haven_paper_view_class_init (HavenPaperViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = haven_paper_view_get_property;
  object_class->dispose = haven_paper_view_dispose;
  widget_class->measure = haven_paper_view_measure;
  widget_class->size_allocate = haven_paper_view_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "paper-view");

  properties[PROP_PAGE] = g_param_spec_uint ("page", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_N_PAGES] = g_param_spec_uint ("n-pages", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_ZOOM] = g_param_spec_double ("zoom", NULL, NULL, 0, MOST_ZOOM, 1, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
haven_paper_view_init (HavenPaperView *self)
{
  self->zoom = 1;
  self->fits = TRUE;
  self->column = gtk_box_new (GTK_ORIENTATION_VERTICAL, MARGIN);
  gtk_widget_set_margin_top (self->column, MARGIN);
  gtk_widget_set_margin_bottom (self->column, MARGIN);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->column);
  /* A page that is higher than the room would be scrolled to its end. */
  gtk_viewport_set_scroll_to_focus (GTK_VIEWPORT (gtk_widget_get_parent (self->column)), FALSE);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  g_signal_connect_object (get_vadjustment (self), "value-changed", G_CALLBACK (queue_update), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (queue_update), NULL);
  g_signal_connect (self->column, "map", G_CALLBACK (column_map_cb), self);
}

/** @pages: (nullable): shown from the first page on */
void
haven_paper_view_set_pages (HavenPaperView *self, HavenPaperPages *pages)
{
  GtkWidget *child;

  g_return_if_fail (HAVEN_IS_PAPER_VIEW (self));

  while ((child = gtk_widget_get_first_child (self->column)))
    gtk_box_remove (GTK_BOX (self->column), child);
  g_set_object (&self->pages, pages);
  for (guint i = 0; i < haven_paper_view_get_n_pages (self); i++)
    {
      child = haven_paper_page_new (pages, i);
      haven_paper_page_set_zoom (HAVEN_PAPER_PAGE (child), self->zoom);
      g_signal_connect (child, "notify::has-focus", G_CALLBACK (page_focused_cb), self);
      gtk_box_append (GTK_BOX (self->column), child);
    }
  gtk_adjustment_set_value (get_vadjustment (self), 0);
  set_page (self, 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_PAGES]);
  queue_update (self);
}

/** Returns: the page in the middle of what is seen, from 1; 0 where there is none */
guint
haven_paper_view_get_page (HavenPaperView *self)
{
  g_return_val_if_fail (HAVEN_IS_PAPER_VIEW (self), 0);
  return self->pages != NULL ? self->page + 1 : 0;
}

guint
haven_paper_view_get_n_pages (HavenPaperView *self)
{
  g_return_val_if_fail (HAVEN_IS_PAPER_VIEW (self), 0);
  return self->pages != NULL ? haven_paper_pages_get_n (self->pages) : 0;
}

/** Returns: (transfer none) (nullable): the first page, where reading begins */
GtkWidget *
haven_paper_view_get_first (HavenPaperView *self)
{
  g_return_val_if_fail (HAVEN_IS_PAPER_VIEW (self), NULL);
  return get_page_widget (self, 0);
}

/** Goes on or, with negative @pages, back, and puts the keyboard there. */
void
haven_paper_view_go (HavenPaperView *self, int pages)
{
  int page;

  g_return_if_fail (HAVEN_IS_PAPER_VIEW (self));

  if (self->pages == NULL)
    return;
  page = CLAMP ((int) self->page + pages, 0, (int) haven_paper_view_get_n_pages (self) - 1);
  gtk_widget_grab_focus (get_page_widget (self, (guint) page));
  gtk_adjustment_set_value (get_vadjustment (self), get_page_top (self, (guint) page) - MARGIN);
  set_page (self, (guint) page);
}

double
haven_paper_view_get_zoom (HavenPaperView *self)
{
  g_return_val_if_fail (HAVEN_IS_PAPER_VIEW (self), 1);
  return self->zoom;
}

void
haven_paper_view_zoom_in (HavenPaperView *self)
{
  g_return_if_fail (HAVEN_IS_PAPER_VIEW (self));
  self->fits = FALSE;
  set_zoom (self, MIN (self->zoom * STEP, MOST_ZOOM));
}

void
haven_paper_view_zoom_out (HavenPaperView *self)
{
  g_return_if_fail (HAVEN_IS_PAPER_VIEW (self));
  self->fits = FALSE;
  set_zoom (self, MAX (self->zoom / STEP, LEAST_ZOOM));
}

/** As wide as there is room for, also when the room changes. */
void
haven_paper_view_zoom_fit (HavenPaperView *self)
{
  g_return_if_fail (HAVEN_IS_PAPER_VIEW (self));
  self->fits = TRUE;
  fit (self);
}

/** Whether the page that is seen has its picture. */
gboolean
haven_paper_view_is_drawn (HavenPaperView *self)
{
  GtkWidget *child;

  g_return_val_if_fail (HAVEN_IS_PAPER_VIEW (self), FALSE);
  child = get_page_widget (self, self->page);
  return child != NULL && self->update == 0 && haven_paper_page_is_drawn (HAVEN_PAPER_PAGE (child));
}

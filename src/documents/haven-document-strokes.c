/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-document-strokes.h"

#include "haven-document-error.h"

#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

/* A shape is kept to a thousandth or two of the box's height: a twentieth of a point on paper. */
#define TOLERANCE 1.6
/* As much as a change of pressure changes the width of a line, in the same measure. */
#define PRESSURE_WEIGHT 0.02
/* Less ink than a fifth of the box's height is a dot. */
#define LEAST_INK 200.0
/* What is left of a mark once everything finer is passed over: a few straight lines. */
#define MARK_TOLERANCE 45.0
#define MARK_STROKES 3
#define MARK_POINTS 3
/* The thinnest and the thickest line, in thousandths of the box's height. */
#define THIN 11.0
#define THICK 48.0

/* Points lie in memory of their own that is wiped when it is given back. */
typedef struct
{
  HavenStrokePoint *points;
  guint n_points;
  guint room;
} Stroke;

struct _HavenStrokes
{
  GPtrArray *strokes; /* Stroke */
  guint n_points;
};

static void
free_stroke (gpointer data)
{
  Stroke *stroke = data;

  if (stroke->points != NULL)
    explicit_bzero (stroke->points, stroke->room * sizeof *stroke->points);
  g_free (stroke->points);
  g_free (stroke);
}

static void
reserve (Stroke *stroke, guint room)
{
  HavenStrokePoint *points;

  if (room <= stroke->room)
    return;
  room = MAX (room, 2 * stroke->room);
  points = g_new0 (HavenStrokePoint, room);
  if (stroke->n_points > 0)
    {
      memcpy (points, stroke->points, stroke->n_points * sizeof *points);
      explicit_bzero (stroke->points, stroke->room * sizeof *points);
    }
  g_free (stroke->points);
  stroke->points = points;
  stroke->room = room;
}

static Stroke *
get_stroke (const HavenStrokes *self, guint i)
{
  return g_ptr_array_index (self->strokes, i);
}

static Stroke *
get_last (const HavenStrokes *self)
{
  return self->strokes->len > 0 ? get_stroke (self, self->strokes->len - 1) : NULL;
}

// ── Drawing with a pen ──────────────────────────────────────────────────────

HavenStrokes *
haven_strokes_new (void)
{
  HavenStrokes *self = g_new0 (HavenStrokes, 1);

  self->strokes = g_ptr_array_new_with_free_func (free_stroke);
  return self;
}

HavenStrokes *
haven_strokes_copy (const HavenStrokes *self)
{
  HavenStrokes *copy = haven_strokes_new ();

  for (guint i = 0; i < self->strokes->len; i++)
    {
      const Stroke *stroke = get_stroke (self, i);
      Stroke *added = g_new0 (Stroke, 1);

      reserve (added, MAX (stroke->n_points, 1));
      if (stroke->n_points > 0)
        memcpy (added->points, stroke->points, stroke->n_points * sizeof *added->points);
      added->n_points = stroke->n_points;
      g_ptr_array_add (copy->strokes, added);
    }
  copy->n_points = self->n_points;
  return copy;
}

/** Frees and wipes it. */
void
haven_strokes_free (HavenStrokes *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->strokes);
  g_free (self);
}

/** Puts the pen down. Returns: whether there is room for a further stroke */
gboolean
haven_strokes_begin (HavenStrokes *self)
{
  if (self->strokes->len >= HAVEN_STROKES_MAX || self->n_points >= HAVEN_STROKES_MAX_POINTS)
    return FALSE;
  g_ptr_array_add (self->strokes, g_new0 (Stroke, 1));
  return TRUE;
}

/**
 * haven_strokes_add:
 * @x: from 0 to %HAVEN_STROKES_WIDTH; what lies outside counts as the edge
 *
 * Moves the pen. Returns: %FALSE where there is no room for more ink
 */
gboolean
haven_strokes_add (HavenStrokes *self, int x, int y, int pressure)
{
  HavenStrokePoint point = { CLAMP (x, 0, HAVEN_STROKES_WIDTH), CLAMP (y, 0, HAVEN_STROKES_HEIGHT),
                             CLAMP (pressure, 0, HAVEN_STROKES_MAX_PRESSURE) };
  Stroke *stroke = get_last (self);
  const HavenStrokePoint *before;

  g_return_val_if_fail (stroke != NULL, FALSE);

  before = stroke->n_points > 0 ? &stroke->points[stroke->n_points - 1] : NULL;
  if (before != NULL && before->x == point.x && before->y == point.y)
    return TRUE;
  if (self->n_points >= HAVEN_STROKES_MAX_POINTS)
    return FALSE;
  reserve (stroke, MAX (stroke->n_points + 1, 64));
  stroke->points[stroke->n_points++] = point;
  self->n_points++;
  return TRUE;
}

/** Takes the last stroke away. */
void
haven_strokes_undo (HavenStrokes *self)
{
  Stroke *last = get_last (self);

  if (last == NULL)
    return;
  self->n_points -= last->n_points;
  g_ptr_array_set_size (self->strokes, (int) self->strokes->len - 1);
}

/** Wipes all of them. */
void
haven_strokes_clear (HavenStrokes *self)
{
  g_ptr_array_set_size (self->strokes, 0);
  self->n_points = 0;
}

guint
haven_strokes_get_n (const HavenStrokes *self)
{
  return self->strokes->len;
}

guint
haven_strokes_get_n_points (const HavenStrokes *self)
{
  return self->n_points;
}

const HavenStrokePoint *
haven_strokes_get_points (const HavenStrokes *self, guint stroke, guint *n_points)
{
  g_return_val_if_fail (stroke < self->strokes->len, NULL);

  *n_points = get_stroke (self, stroke)->n_points;
  return get_stroke (self, stroke)->points;
}

// ── Fewer points, the same shape ────────────────────────────────────────────

/* How far a point lies from the line between two others, with its pressure as a third dimension. */
static double
get_distance (const HavenStrokePoint *p, const HavenStrokePoint *a, const HavenStrokePoint *b)
{
  double d[] = { b->x - a->x, b->y - a->y, PRESSURE_WEIGHT * (b->pressure - a->pressure) };
  double v[] = { p->x - a->x, p->y - a->y, PRESSURE_WEIGHT * (p->pressure - a->pressure) };
  double length = d[0] * d[0] + d[1] * d[1] + d[2] * d[2];
  double t = length > 0 ? (v[0] * d[0] + v[1] * d[1] + v[2] * d[2]) / length : 0;

  t = CLAMP (t, 0, 1);
  for (int i = 0; i < 3; i++)
    v[i] -= t * d[i];
  return sqrt (v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
}

/* Marks what stays by Ramer, Douglas and Peucker's rule, with a stack of its own: a hand may leave
 * thousands of points. */
static guint
mark_needed (const HavenStrokePoint *points, guint n_points, double tolerance, gboolean *needed)
{
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n_needed = MIN (n_points, 2);
  guint span[2] = { 0, n_points - 1 };

  needed[0] = needed[n_points - 1] = TRUE;
  g_array_append_vals (stack, span, 2);
  while (stack->len > 0)
    {
      guint last = g_array_index (stack, guint, stack->len - 1);
      guint first = g_array_index (stack, guint, stack->len - 2);
      guint worst = first;
      double distance = tolerance;

      g_array_set_size (stack, stack->len - 2);
      for (guint i = first + 1; i < last; i++)
        {
          double away = get_distance (&points[i], &points[first], &points[last]);

          if (away > distance)
            {
              distance = away;
              worst = i;
            }
        }
      if (worst == first)
        continue;
      needed[worst] = TRUE;
      n_needed++;
      g_array_append_vals (stack, ((guint[]) { first, worst, worst, last }), 4);
    }
  return n_needed;
}

static guint
count_needed (const Stroke *stroke, double tolerance)
{
  g_autofree gboolean *needed = g_new0 (gboolean, stroke->n_points + 1);

  return stroke->n_points > 0
             ? mark_needed (stroke->points, stroke->n_points, tolerance, needed)
             : 0;
}

/** Lifts the pen: of its stroke, only the points that its shape needs stay. */
void
haven_strokes_end (HavenStrokes *self)
{
  Stroke *stroke = get_last (self);
  g_autofree gboolean *needed = NULL;
  guint n_kept = 0;

  if (stroke == NULL)
    return;
  if (stroke->n_points == 0)
    {
      haven_strokes_undo (self);
      return;
    }
  needed = g_new0 (gboolean, stroke->n_points);
  mark_needed (stroke->points, stroke->n_points, TOLERANCE, needed);
  for (guint i = 0; i < stroke->n_points; i++)
    if (needed[i])
      stroke->points[n_kept++] = stroke->points[i];
  explicit_bzero (stroke->points + n_kept, (stroke->n_points - n_kept) * sizeof *stroke->points);
  self->n_points -= stroke->n_points - n_kept;
  stroke->n_points = n_kept;
}

// ── What it is worth ────────────────────────────────────────────────────────

static double
measure_ink (const HavenStrokes *self)
{
  double ink = 0;

  for (guint i = 0; i < self->strokes->len; i++)
    {
      const Stroke *stroke = get_stroke (self, i);

      for (guint j = 1; j < stroke->n_points; j++)
        ink += hypot (stroke->points[j].x - stroke->points[j - 1].x,
                      stroke->points[j].y - stroke->points[j - 1].y);
    }
  return ink;
}

/**
 * haven_strokes_get_kind:
 *
 * A dot is no signature. A cross, or a line or two, is one where the person meant it so: "signature"
 * takes in a mark (1 USC 1); it is usual, and for counsel of the clinic to confirm, that a witness
 * writes the name beside it and signs (Cal. Civ. Code 14; 38 CFR 3.2130 asks for two).
 */
HavenStrokesKind
haven_strokes_get_kind (const HavenStrokes *self)
{
  if (measure_ink (self) < LEAST_INK)
    return HAVEN_STROKES_NOTHING;
  if (self->strokes->len > MARK_STROKES)
    return HAVEN_STROKES_SIGNATURE;
  for (guint i = 0; i < self->strokes->len; i++)
    if (count_needed (get_stroke (self, i), MARK_TOLERANCE) > MARK_POINTS)
      return HAVEN_STROKES_SIGNATURE;
  return HAVEN_STROKES_MARK;
}

// ── As it is kept ───────────────────────────────────────────────────────────

/** Returns: (transfer full): JSON: a list of strokes, each a list of points `[x, y, pressure]` */
GBytes *
haven_strokes_serialise (const HavenStrokes *self)
{
  GString *json = g_string_new ("[");

  for (guint i = 0; i < self->strokes->len; i++)
    {
      const Stroke *stroke = get_stroke (self, i);

      g_string_append (json, i > 0 ? ",[" : "[");
      for (guint j = 0; j < stroke->n_points; j++)
        g_string_append_printf (json, "%s[%d,%d,%d]", j > 0 ? "," : "", stroke->points[j].x,
                                stroke->points[j].y, stroke->points[j].pressure);
      g_string_append_c (json, ']');
    }
  g_string_append_c (json, ']');
  return g_string_free_to_bytes (json);
}

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, HAVEN_DOCUMENT_ERROR, HAVEN_DOCUMENT_ERROR_REQUEST_INVALID, message);
  return FALSE;
}

static gboolean
read_number (JsonArray *array, guint i, int most, int *number)
{
  JsonNode *node = json_array_get_element (array, i);

  if (json_node_get_value_type (node) != G_TYPE_INT64 || json_node_get_int (node) < 0 ||
      json_node_get_int (node) > most)
    return FALSE;
  *number = (int) json_node_get_int (node);
  return TRUE;
}

static gboolean
read_point (JsonNode *node, HavenStrokePoint *point)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  return array != NULL && json_array_get_length (array) == 3 &&
         read_number (array, 0, HAVEN_STROKES_WIDTH, &point->x) &&
         read_number (array, 1, HAVEN_STROKES_HEIGHT, &point->y) &&
         read_number (array, 2, HAVEN_STROKES_MAX_PRESSURE, &point->pressure);
}

static gboolean
read_stroke (HavenStrokes *self, JsonNode *node, GError **error)
{
  JsonArray *points = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  HavenStrokePoint point;

  if (points == NULL || json_array_get_length (points) == 0)
    return refuse (error, "A stroke of a signature must be a list of points; sign again");
  if (self->strokes->len >= HAVEN_STROKES_MAX ||
      json_array_get_length (points) > HAVEN_STROKES_MAX_POINTS - self->n_points)
    return refuse (error, "The signature has more than 200 strokes or 4000 points; sign again");
  haven_strokes_begin (self);
  for (guint i = 0; i < json_array_get_length (points); i++)
    {
      if (!read_point (json_array_get_element (points, i), &point))
        return refuse (error, "A point of a signature must be three whole numbers inside the box; "
                              "sign again");
      haven_strokes_add (self, point.x, point.y, point.pressure);
    }
  return TRUE;
}

/**
 * haven_strokes_parse:
 * @json: as from haven_strokes_serialise(), or from anywhere
 *
 * Returns: (transfer full): the strokes; %NULL with a sentence that quotes nothing of them
 */
HavenStrokes *
haven_strokes_parse (GBytes *json, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (HavenStrokes) self = haven_strokes_new ();
  gsize length = 0;
  const char *text = g_bytes_get_data (json, &length);
  JsonNode *root;

  if (length > HAVEN_STROKES_MAX_BYTES)
    {
      refuse (error, "The signature is longer than 128 KiB; sign again");
      return NULL;
    }
  if (length == 0 || !g_utf8_validate_len (text, length, NULL) ||
      !json_parser_load_from_data (parser, text, (gssize) length, NULL) ||
      (root = json_parser_get_root (parser)) == NULL || !JSON_NODE_HOLDS_ARRAY (root))
    {
      refuse (error, "The signature is not a list of strokes; sign again");
      return NULL;
    }
  for (guint i = 0; i < json_array_get_length (json_node_get_array (root)); i++)
    if (!read_stroke (self, json_array_get_element (json_node_get_array (root), i), error))
      return NULL;
  return g_steal_pointer (&self);
}

// ── On paper and on the screen ──────────────────────────────────────────────

typedef struct
{
  double x;
  double y;
  double scale;
} Sheet;

static double
get_width (const Sheet *sheet, double pressure)
{
  return (THIN + (THICK - THIN) * pressure / HAVEN_STROKES_MAX_PRESSURE) * sheet->scale;
}

/* Straight from point to point: they lie as close as the eye needs them. */
static void
draw_stroke (const Stroke *stroke, cairo_t *cr, const Sheet *sheet)
{
  const HavenStrokePoint *a = stroke->points;

  if (stroke->n_points == 1)
    {
      cairo_arc (cr, sheet->x + a->x * sheet->scale, sheet->y + a->y * sheet->scale,
                 get_width (sheet, a->pressure) / 2, 0, 2 * G_PI);
      cairo_fill (cr);
    }
  for (guint i = 1; i < stroke->n_points; i++)
    {
      const HavenStrokePoint *b = &stroke->points[i];

      cairo_set_line_width (cr, get_width (sheet, (a->pressure + b->pressure) / 2.0));
      cairo_move_to (cr, sheet->x + a->x * sheet->scale, sheet->y + a->y * sheet->scale);
      cairo_line_to (cr, sheet->x + b->x * sheet->scale, sheet->y + b->y * sheet->scale);
      cairo_stroke (cr);
      a = b;
    }
}

/**
 * haven_strokes_draw:
 * @x: where the box's left edge is
 * @width: of the box; it is a quarter as high
 *
 * Draws the ink in the source that is set, wider where the pen was pressed, and no bit of it outside
 * the box.
 */
void
haven_strokes_draw (const HavenStrokes *self, cairo_t *cr, double x, double y, double width)
{
  double scale = width / 4 / (HAVEN_STROKES_HEIGHT + THICK);
  Sheet sheet = { x + (width - HAVEN_STROKES_WIDTH * scale) / 2, y + THICK / 2 * scale, scale };

  cairo_save (cr);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  for (guint i = 0; i < self->strokes->len; i++)
    if (get_stroke (self, i)->n_points > 0)
      draw_stroke (get_stroke (self, i), cr, &sheet);
  cairo_restore (cr);
}

/** From where something is in a box of @width to what haven_strokes_add() takes, as it is drawn. */
void
haven_strokes_convert (double width, double *x, double *y)
{
  double scale = width / 4 / (HAVEN_STROKES_HEIGHT + THICK);

  *x = (*x - (width - HAVEN_STROKES_WIDTH * scale) / 2) / scale;
  *y = *y / scale - THICK / 2;
}

/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-config.h"

#include "haven-person-events.h"

#include "haven-choice.h"
#include "haven-matter-event.h"
#include "haven-matter-type.h"
#include "haven-text.h"
#include "haven-timeline-words.h"
#include "haven-words.h"

#include <glib/gi18n.h>
#include <string.h>

struct _HavenPersonEvents
{
  GObject parent_instance;

  /* owned */
  GPtrArray *all;     /* HavenTimelineEvent, in time order */
  GPtrArray *visible; /* borrowed from all */
  GArray *months;     /* guint: where in visible each month begins */
  GHashTable *keys;   /* what an event says → its search key; many events say the same */
  char **words;       /* of the filter, as search keys */

  guint kinds;
  guint lanes;
};

static void haven_person_events_list_model_init (GListModelInterface *iface);
static void haven_person_events_section_model_init (GtkSectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (HavenPersonEvents,
                               haven_person_events,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, haven_person_events_list_model_init)
                                 G_IMPLEMENT_INTERFACE (GTK_TYPE_SECTION_MODEL, haven_person_events_section_model_init))

/* ── The filter ──────────────────────────────────────────────────────────── */

/* The title of a legal date is that of its rule, which has words in the language of the screen; so has what happened, where
 * nobody wrote words of their own. */
static const char *
get_title (HavenTimelineEvent *event)
{
  const char *title = haven_timeline_event_get_title (event);
  const HavenChoice *kind = haven_timeline_event_get_kind (event) == HAVEN_EVENT_HAPPENED
                                ? haven_choice_find (haven_matter_event_get_kinds (), title)
                                : NULL;

  if (kind != NULL)
    return _(kind->label);
  return *title != '\0' && haven_timeline_event_get_kind (event) == HAVEN_EVENT_DEADLINE ? _(title) : title;
}

static const char *
ensure_key (HavenPersonEvents *self, HavenTimelineEvent *event)
{
  const char *kind = haven_event_kind_get_label (haven_timeline_event_get_kind (event));
  g_autofree char *state = haven_timeline_event_dup_state_label (event);
  char *said = g_strjoin (" ", get_title (event), kind, state, NULL);
  const char *key = g_hash_table_lookup (self->keys, said);

  if (key != NULL)
    {
      g_free (said);
      return key;
    }
  key = haven_text_dup_search_key (said);
  g_hash_table_insert (self->keys, said, (char *) key);
  return key;
}

static gboolean
has_words (HavenPersonEvents *self, HavenTimelineEvent *event)
{
  const char *key;

  if (self->words == NULL || self->words[0] == NULL)
    return TRUE;
  key = ensure_key (self, event);
  for (gsize i = 0; self->words[i] != NULL; i++)
    if (strstr (key, self->words[i]) == NULL)
      return FALSE;
  return TRUE;
}

static gboolean
passes (HavenPersonEvents *self, HavenTimelineEvent *event)
{
  return (self->kinds & (1u << haven_timeline_event_get_kind (event))) != 0 &&
         (self->lanes & (1u << haven_timeline_event_get_lane (event))) != 0 && has_words (self, event);
}

/* ── Months ──────────────────────────────────────────────────────────────── */

static int
get_month (HavenTimelineEvent *event)
{
  int year, month, day;

  haven_date_get_ymd (haven_timeline_event_get_starts_on (event), &year, &month, &day);
  return year * 12 + month;
}

static void
find_months (HavenPersonEvents *self)
{
  int before = G_MININT;

  g_array_set_size (self->months, 0);
  for (guint i = 0; i < self->visible->len; i++)
    {
      int month = get_month (self->visible->pdata[i]);

      if (month != before)
        g_array_append_val (self->months, i);
      before = month;
    }
}

static guint
get_month_start (HavenPersonEvents *self, guint number)
{
  return number < self->months->len ? g_array_index (self->months, guint, number) : self->visible->len;
}

static void
get_section (GtkSectionModel *model, guint position, guint *start, guint *end)
{
  HavenPersonEvents *self = HAVEN_PERSON_EVENTS (model);
  guint low = 0, high = self->months->len;

  if (position >= self->visible->len)
    {
      *start = self->visible->len;
      *end = G_MAXUINT;
      return;
    }
  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (get_month_start (self, middle) <= position)
        low = middle;
      else
        high = middle;
    }
  *start = get_month_start (self, low);
  *end = get_month_start (self, low + 1);
}

/* ── The list ────────────────────────────────────────────────────────────── */

/* One items_changed for what lies between the part that stayed at the start and the part that stayed at the end. */
static void
exchange_visible (HavenPersonEvents *self, GPtrArray *visible)
{
  g_autoptr (GPtrArray) before = g_steal_pointer (&self->visible);
  guint head = 0, tail = 0, n_before = before->len, n_after = visible->len;

  while (head < n_before && head < n_after && before->pdata[head] == visible->pdata[head])
    head++;
  while (tail < n_before - head && tail < n_after - head &&
         before->pdata[n_before - 1 - tail] == visible->pdata[n_after - 1 - tail])
    tail++;
  self->visible = visible;
  find_months (self);
  if (n_before - head - tail > 0 || n_after - head - tail > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), head, n_before - head - tail, n_after - head - tail);
}

static void
filter_again (HavenPersonEvents *self)
{
  GPtrArray *visible = g_ptr_array_sized_new (self->all->len);

  for (guint i = 0; i < self->all->len; i++)
    if (passes (self, self->all->pdata[i]))
      g_ptr_array_add (visible, self->all->pdata[i]);
  exchange_visible (self, visible);
}

static GType
get_item_type (GListModel *model)
{
  return HAVEN_TYPE_TIMELINE_EVENT;
}

static guint
get_n_items (GListModel *model)
{
  return HAVEN_PERSON_EVENTS (model)->visible->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  HavenPersonEvents *self = HAVEN_PERSON_EVENTS (model);

  return position < self->visible->len ? g_object_ref (self->visible->pdata[position]) : NULL;
}

static void
haven_person_events_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
haven_person_events_section_model_init (GtkSectionModelInterface *iface)
{
  iface->get_section = get_section;
}

/* ── Reading again ───────────────────────────────────────────────────────── */

static char *
dup_identity (HavenTimelineEvent *event)
{
  return g_strdup_printf ("%d %s", haven_timeline_event_get_kind (event), haven_timeline_event_get_record_id (event));
}

static gboolean
says_the_same (HavenTimelineEvent *a, HavenTimelineEvent *b)
{
  return haven_timeline_event_compare (a, b) == 0 &&
         haven_timeline_event_get_lane (a) == haven_timeline_event_get_lane (b) &&
         haven_timeline_event_get_minutes_long (a) == haven_timeline_event_get_minutes_long (b) &&
         haven_timeline_event_get_lead_days (a) == haven_timeline_event_get_lead_days (b) &&
         g_strcmp0 (haven_timeline_event_get_title (a), haven_timeline_event_get_title (b)) == 0 &&
         g_strcmp0 (haven_timeline_event_get_state (a), haven_timeline_event_get_state (b)) == 0;
}

static int
compare_events (gconstpointer a, gconstpointer b)
{
  HavenTimelineEvent *first = *(HavenTimelineEvent *const *) a, *second = *(HavenTimelineEvent *const *) b;
  int order = haven_timeline_event_compare (first, second);

  if (order == 0)
    order = (int) haven_timeline_event_get_kind (first) - (int) haven_timeline_event_get_kind (second);
  return order != 0 ? order
                    : g_strcmp0 (haven_timeline_event_get_record_id (first), haven_timeline_event_get_record_id (second));
}

static GHashTable *
index_events (GPtrArray *events)
{
  GHashTable *index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < events->len; i++)
    g_hash_table_insert (index, dup_identity (events->pdata[i]), events->pdata[i]);
  return index;
}

/* What did not change stays the same object, so that selections and places stay. */
static GPtrArray *
keep_known (HavenPersonEvents *self, GPtrArray *events)
{
  GPtrArray *kept = g_ptr_array_new_full (events->len, g_object_unref);
  g_autoptr (GHashTable) known = index_events (self->all);

  for (guint i = 0; i < events->len; i++)
    {
      g_autofree char *identity = dup_identity (events->pdata[i]);
      HavenTimelineEvent *old = g_hash_table_lookup (known, identity);
      gboolean same = old != NULL && says_the_same (old, events->pdata[i]);

      g_ptr_array_add (kept, g_object_ref (same ? old : events->pdata[i]));
    }
  g_ptr_array_sort (kept, compare_events);
  return kept;
}

static void
haven_person_events_finalize (GObject *object)
{
  HavenPersonEvents *self = HAVEN_PERSON_EVENTS (object);

  g_ptr_array_unref (self->visible);
  g_ptr_array_unref (self->all);
  g_array_unref (self->months);
  g_hash_table_unref (self->keys);
  g_strfreev (self->words);
  G_OBJECT_CLASS (haven_person_events_parent_class)->finalize (object);
}

static void
haven_person_events_class_init (HavenPersonEventsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = haven_person_events_finalize;
}

static void
haven_person_events_init (HavenPersonEvents *self)
{
  self->all = g_ptr_array_new_with_free_func (g_object_unref);
  self->visible = g_ptr_array_new ();
  self->months = g_array_new (FALSE, FALSE, sizeof (guint));
  self->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->kinds = HAVEN_ALL_KINDS;
  self->lanes = HAVEN_ALL_LANES;
}

HavenPersonEvents *
haven_person_events_new (void)
{
  return g_object_new (HAVEN_TYPE_PERSON_EVENTS, NULL);
}

/**
 * haven_person_events_set_events:
 * @events: (transfer none) (element-type HavenTimelineEvent): in any order
 */
void
haven_person_events_set_events (HavenPersonEvents *self, GPtrArray *events)
{
  g_autoptr (GPtrArray) before = NULL;

  g_return_if_fail (HAVEN_IS_PERSON_EVENTS (self) && events != NULL);

  /* The old ones live until the views have let them go. */
  before = self->all;
  self->all = keep_known (self, events);
  filter_again (self);
}

/** Lets through what is of those kinds, in those lanes, and says each word of the text, whatever its accents. */
void
haven_person_events_set_filter (HavenPersonEvents *self, const HavenPersonFilter *filter)
{
  g_autofree char *key = NULL;

  g_return_if_fail (HAVEN_IS_PERSON_EVENTS (self) && filter != NULL);

  key = haven_text_dup_search_key (filter->text ? filter->text : "");
  g_strfreev (self->words);
  self->words = *key ? g_strsplit (key, " ", -1) : NULL;
  self->kinds = filter->kinds;
  self->lanes = filter->lanes;
  filter_again (self);
}

guint
haven_person_events_get_n_all (HavenPersonEvents *self)
{
  g_return_val_if_fail (HAVEN_IS_PERSON_EVENTS (self), 0);
  return self->all->len;
}

/** Returns: where an event stands; %GTK_INVALID_LIST_POSITION where the filter hides it */
guint
haven_person_events_find (HavenPersonEvents *self, HavenTimelineEvent *event)
{
  guint position;

  g_return_val_if_fail (HAVEN_IS_PERSON_EVENTS (self), GTK_INVALID_LIST_POSITION);
  return event != NULL && g_ptr_array_find (self->visible, event, &position) ? position : GTK_INVALID_LIST_POSITION;
}

/** Returns: the first event on @date or later; the number of events where there is none */
guint
haven_person_events_find_date (HavenPersonEvents *self, HavenDate date)
{
  guint low = 0, high;

  g_return_val_if_fail (HAVEN_IS_PERSON_EVENTS (self), 0);

  high = self->visible->len;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (haven_date_compare (haven_timeline_event_get_starts_on (self->visible->pdata[middle]), date) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* ── Titles ──────────────────────────────────────────────────────────────── */

static char *
dup_form_label (const char *code)
{
  static const struct
  {
    const char *code, *label;
  } forms[] = {
    { "release-of-information", N_("Permission to share") },
    { "care-plan", N_("Care plan") },
    { "appointment-slip", N_("Visit slip") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    if (g_strcmp0 (forms[i].code, code) == 0)
      return g_strdup (_(forms[i].label));
  return g_strdelimit (g_strdup (code ? code : ""), "-_", ' ');
}

static char *
dup_document_title (HavenTimelineEvent *event)
{
  g_autofree char *form = dup_form_label (haven_timeline_event_get_title (event));
  const char *code = haven_timeline_event_get_state (event);
  g_autofree char *language = code && *code ? haven_words_dup_language (code) : NULL;

  /* Translators: a paper, then its language */
  return language ? g_strdup_printf (C_("paper and language", "%s, %s"), form, language) : g_steal_pointer (&form);
}

static char *
dup_title (HavenTimelineEvent *event)
{
  HavenEventKind kind = haven_timeline_event_get_kind (event);
  const char *title = get_title (event);

  if (kind == HAVEN_EVENT_DOCUMENT)
    return dup_document_title (event);
  if (*title == '\0')
    return g_strdup (haven_event_kind_get_label (kind));
  if (kind == HAVEN_EVENT_RELEASE)
    /* Translators: who receives what a person permitted to share */
    return g_strdup_printf (_("Permission to share: %s"), title);
  return g_strdup (title);
}

/* A matter's stage in words; a paper's language stands in its title. */
static const char *
find_state (HavenTimelineEvent *event)
{
  const char *state = haven_timeline_event_get_state (event);

  switch (haven_timeline_event_get_kind (event))
    {
    case HAVEN_EVENT_DOCUMENT:
      return NULL;
    case HAVEN_EVENT_MATTER:
      return state && haven_choice_find (haven_matter_get_stages (), state)
               ? _(haven_choice_get_label (haven_matter_get_stages (), state))
               : state;
    case HAVEN_EVENT_APPOINTMENT:
    case HAVEN_EVENT_ENCOUNTER:
    case HAVEN_EVENT_NOTE:
    case HAVEN_EVENT_HAPPENED:
    case HAVEN_EVENT_DEADLINE:
    case HAVEN_EVENT_RELEASE:
    default:
      return state;
    }
}

/**
 * haven_person_event_dup_titled:
 *
 * Returns: (transfer full): the same event with a title and a state for the screen: papers are stored by the code of
 *   their form, releases by who receives, matters by the code of their stage
 */
HavenTimelineEvent *
haven_person_event_dup_titled (HavenTimelineEvent *event)
{
  g_autofree char *title = dup_title (event);
  HavenTimelineEvent *titled = haven_timeline_event_new (haven_timeline_event_get_record_id (event),
                                                         haven_timeline_event_get_kind (event),
                                                         haven_timeline_event_get_lane (event),
                                                         haven_timeline_event_get_starts_on (event),
                                                         haven_timeline_event_get_minute (event),
                                                         haven_timeline_event_get_minutes_long (event),
                                                         title,
                                                         find_state (event));

  haven_timeline_event_set_lead_days (titled, haven_timeline_event_get_lead_days (event));
  return titled;
}

/* SPDX-FileCopyrightText: 2026 The Haven authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "haven-form-check.h"

// ── What one variant says ───────────────────────────────────────────────────

typedef struct
{
  const char *variant;
  GHashTable *always;    /* elements of blocks that this variant always prints */
  GHashTable *sometimes; /* and of those that it prints when a value is set */
} Said;

static void
collect (Said *said, const GPtrArray *blocks, gboolean always)
{
  for (guint i = 0; blocks != NULL && i < blocks->len; i++)
    {
      const HavenFormBlock *block = g_ptr_array_index (blocks, i);
      gboolean here = always && block->condition == NULL;

      if (block->variants != NULL &&
          !g_strv_contains ((const char *const *) block->variants, said->variant))
        continue;
      for (gsize k = 0; block->elements != NULL && block->elements[k] != NULL; k++)
        g_hash_table_add (here ? said->always : said->sometimes, block->elements[k]);
      collect (said, block->blocks, here);
    }
}

static gboolean
is_said (const HavenForm *form, const HavenFormVariant *variant, const HavenFormElement *element)
{
  g_autoptr (GHashTable) always = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) sometimes = g_hash_table_new (g_str_hash, g_str_equal);
  Said said = { variant->code, always, sometimes };

  collect (&said, form->blocks, TRUE);
  return g_hash_table_contains (always, element->code) ||
         (element->where_it_applies && g_hash_table_contains (sometimes, element->code));
}

/* Each variant is a paper of its own and has to say all of it. Not so what applies to one kind of
 * paper only, nor the neutral copy that somebody carries. */
static gboolean
is_present (const HavenForm *form, const HavenFormElement *element)
{
  guint n_papers = 0, n_said = 0;

  if (element->most_grade > 0)
    return haven_form_get_grade (form) <= element->most_grade;
  for (guint i = 0; i < form->variants->len; i++)
    {
      const HavenFormVariant *variant = g_ptr_array_index (form->variants, i);

      if (variant->neutral)
        continue;
      n_papers++;
      n_said += is_said (form, variant, element);
    }
  return element->where_it_applies ? n_said > 0 : n_papers > 0 && n_said == n_papers;
}

// ── The check ───────────────────────────────────────────────────────────────

static void
check_free (gpointer data)
{
  HavenFormCheck *check = data;

  g_ptr_array_unref (check->present);
  g_ptr_array_unref (check->missing);
  g_ptr_array_unref (check->advised);
  g_free (check);
}

static HavenFormCheck *
check_list (const HavenForm *form, const HavenFormElementList *list)
{
  HavenFormCheck *check = g_new0 (HavenFormCheck, 1);

  check->list = list;
  check->claimed = form->satisfies != NULL &&
                   g_strv_contains ((const char *const *) form->satisfies, list->code);
  check->present = g_ptr_array_new ();
  check->missing = g_ptr_array_new ();
  check->advised = g_ptr_array_new ();
  for (guint i = 0; i < list->elements->len; i++)
    {
      HavenFormElement *element = g_ptr_array_index (list->elements, i);

      g_ptr_array_add (is_present (form, element) ? check->present
                       : element->advised         ? check->advised
                                                  : check->missing,
                       element);
    }
  return check;
}

/**
 * haven_form_check:
 * @lists: (element-type HavenFormElementList): outlives what is returned
 *
 * Holds a form against the lists that it claims to satisfy, and against those of which it says two
 * thirds: these it may have been meant for.
 *
 * Returns: (transfer full) (element-type HavenFormCheck): in the order of @lists
 */
GPtrArray *
haven_form_check (const HavenForm *form, const GPtrArray *lists)
{
  GPtrArray *checks = g_ptr_array_new_with_free_func (check_free);

  g_return_val_if_fail (form != NULL && lists != NULL, checks);

  for (guint i = 0; i < lists->len; i++)
    {
      HavenFormCheck *check = check_list (form, g_ptr_array_index (lists, i));

      if (check->claimed || check->present->len >= 2 * check->missing->len)
        g_ptr_array_add (checks, check);
      else
        check_free (check);
    }
  return checks;
}

/** Returns: (transfer full): what the form claims to satisfy and no list is called */
char **
haven_form_dup_unknown_claims (const HavenForm *form, const GPtrArray *lists)
{
  g_autoptr (GStrvBuilder) unknown = g_strv_builder_new ();

  for (gsize i = 0; form->satisfies != NULL && form->satisfies[i] != NULL; i++)
    if (haven_form_element_lists_find (lists, form->satisfies[i]) == NULL)
      g_strv_builder_add (unknown, form->satisfies[i]);
  return g_strv_builder_end (unknown);
}

package io.containerrun.engine.internal.readback;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names that engines make up: an adjective, the surname of a scientist and, where that name is
 * taken, a digit. Nothing else tells them from names that somebody gave.
 */
final class GeneratedName {

  private static final Pattern FORM = Pattern.compile("([a-z]+)_[a-z]+[0-9]?");

  /** All that Engine 20.10 was seen to use, in 1,400 containers. */
  private static final Set<String> ADJECTIVES =
      Set.of(
          ("admiring adoring affectionate agitated amazing angry awesome beautiful blissful "
                  + "bold boring brave busy charming clever compassionate competent condescending "
                  + "confident cool cranky crazy dazzling determined distracted dreamy eager ecstatic "
                  + "elastic elated elegant eloquent epic exciting fervent festive flamboyant focused "
                  + "friendly frosty funny gallant gifted goofy gracious great happy hardcore "
                  + "heuristic hopeful hungry infallible inspiring intelligent interesting jolly "
                  + "jovial keen kind laughing loving lucid magical modest musing mystifying naughty "
                  + "nervous nice nifty nostalgic objective optimistic peaceful pedantic pensive "
                  + "practical priceless quirky quizzical recursing relaxed reverent romantic sad "
                  + "serene sharp silly sleepy stoic strange stupefied suspicious sweet tender "
                  + "thirsty trusting unruffled upbeat vibrant vigilant vigorous wizardly wonderful "
                  + "xenodochial youthful zealous zen")
              .split(" "));

  private GeneratedName() {}

  static boolean is(String name) {
    Matcher form = FORM.matcher(name);
    return form.matches() && ADJECTIVES.contains(form.group(1));
  }
}

using Shouldly;
using Xunit;
using ZaloBot.Rules.Phrases;

namespace ZaloBot.Rules.Tests.Phrases;

public sealed class AutomatonTests
{
    private const int Words = 100;

    // Words 32 apart share a bit, and words a power of two apart a place to be looked for at.
    [Fact]
    public void Finds_what_looking_for_each_phrase_by_itself_finds()
    {
        var random = new Random(1);
        for (var round = 0; round < 200; round++)
        {
            var used = random.Next(2, Words);
            int[][] phrases = [.. Enumerable.Range(0, random.Next(1, 300)).Select(_ => Text(random, random.Next(1, 5), used))];
            var text = Text(random, 60, used);

            Found(phrases, text).ShouldBe(
                from end in Enumerable.Range(0, text.Length)
                from phrase in Enumerable.Range(0, phrases.Length)
                where text.AsSpan(0, end + 1).EndsWith(phrases[phrase])
                orderby end, phrases[phrase].Length descending, phrase
                select (end, phrase));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(9)]
    [InlineData(70)]
    public void Each_word_that_leads_on_from_a_place_is_found_and_no_other(int count)
    {
        // By sevens, so that some collide and some wrap round.
        int[] leading = [.. Enumerable.Range(1, count).Select(number => number * 7 % (Words - 1)).Select(word => word + 1)];
        int[][] phrases = [.. leading.Select(word => new[] { 1, word })];
        for (var word = 0; word < 2 * Words; word++)
        {
            Found(phrases, [1, word]).ShouldBe(leading.Contains(word) ? [(1, Array.IndexOf(leading, word))] : [], $"{word}");
        }
    }

    [Fact]
    public void A_phrase_that_was_planted_twice_is_found_twice_before_the_shorter_ones()
    {
        Found([[3], [1, 2, 3], [2, 3], [1, 2, 3]], [1, 2, 3]).ShouldBe([(2, 1), (2, 3), (2, 2), (2, 0)]);
    }

    [Fact]
    public void Without_phrases_nothing_is_found()
    {
        Found([], [1, 2, 3]).ShouldBeEmpty();
    }

    private static int[] Text(Random random, int length, int used) => [.. Enumerable.Range(0, length).Select(_ => random.Next(1, used))];

    private static List<(int At, int Phrase)> Found(int[][] phrases, int[] text)
    {
        var trie = new Trie();
        for (var phrase = 0; phrase < phrases.Length; phrase++)
        {
            trie.Plant(phrase, phrases[phrase]);
        }

        var automaton = new Automaton(trie, Words, out var ends);
        var found = new List<(int, int)>();
        var place = Automaton.Root;
        for (var at = 0; at < text.Length; at++)
        {
            place = automaton.Step(place, text[at]);
            for (var end = automaton.FirstEnd(place); end != Automaton.NoEnd; end = ends[end].Next)
            {
                found.Add((at, ends[end].Phrase));
            }
        }

        return found;
    }
}

using Shouldly;
using Xunit;
using ZaloBot.Rules.Classification;

namespace ZaloBot.Rules.Tests.Classification;

/// <summary>Words of one kind count as one, as typed and without marks.</summary>
public sealed class WordClassesTests
{
    private const string Resource = "ZaloBot.Rules.Classification.word-classes.txt";

    [Theory]
    [InlineData("bún đậu", "hủ tíu")]
    [InlineData("nguồn riêng", "nguồn thân cận")]
    [InlineData("BÚN ĐẬU mắm tôm", "phở gà")]
    public void Words_of_one_kind_have_one_number(string one, string other)
    {
        At(one).ShouldBe(At(other));
        At(one).ShouldNotBe(0);
    }

    [Fact]
    public void Words_of_two_kinds_have_two() => At("bún đậu").ShouldNotBe(At("nguồn riêng"));

    [Fact]
    public void What_is_on_no_list_is_of_no_kind() => At("xyzt qwrk").ShouldBe(0);

    [Fact]
    public void Without_marks_a_phrase_has_a_number_of_its_own_for_its_kind()
    {
        At("bun dau").ShouldBe(At("hu tiu"));
        At("bun dau").ShouldNotBe(At("bún đậu"));
        At("bun dau").ShouldNotBe(0);
    }

    [Fact]
    public void No_phrase_stands_on_two_lists()
    {
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, phrases) in Lists())
        {
            foreach (var phrase in phrases)
            {
                seen.TryAdd(phrase, name).ShouldBeTrue($"{phrase}: {name} and {seen.GetValueOrDefault(phrase)}");
            }
        }

        seen.Count.ShouldBeGreaterThan(10_000);
    }

    // Numbers of the same length are one word ("lãi 3%", "lãi 5%"): the list that comes first has it.
    [Fact]
    public void Every_phrase_is_found_on_its_list()
    {
        var buffer = new TokenBuffer(16);
        var listOf = new Dictionary<string, int>(StringComparer.Ordinal);
        var number = 0;
        foreach (var (_, phrases) in Lists())
        {
            number++;
            foreach (var phrase in phrases)
            {
                buffer.Read(phrase);
                buffer.Count.ShouldBeInRange(1, 3, phrase);
                var words = string.Join(' ', buffer.Tokens.ToArray().Select(token => token.Marked));
                listOf.TryAdd(words, number);
                WordClasses.At(buffer.Tokens, messageHasMarks: true).ShouldBe(listOf[words], phrase);
            }
        }
    }

    private static int At(string text)
    {
        var buffer = new TokenBuffer(16);
        buffer.Read(text);
        return WordClasses.At(buffer.Tokens, text.Any(letter => letter > 127));
    }

    private static List<(string Name, string[] Phrases)> Lists()
    {
        using var reader = new StreamReader(typeof(WordClasses).Assembly.GetManifestResourceStream(Resource)!);
        return [.. reader.ReadToEnd().Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(':', 2))
            .Select(line => (line[0], line[1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)))];
    }
}

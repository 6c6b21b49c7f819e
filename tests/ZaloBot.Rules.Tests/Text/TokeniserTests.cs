using Shouldly;
using Xunit;
using ZaloBot.Rules.Text;

namespace ZaloBot.Rules.Tests.Text;

public sealed class TokeniserTests
{
    [Theory]
    [InlineData("họp 8h, phòng 304", "họp|8h|phòng|304")]
    [InlineData("đ*o hiểu *in đậm* l**", "đ*o|hiểu|in|đậm|l**")]
    [InlineData("hay =)) ghê :v", "hay|=))|ghê|:v")]
    [InlineData("số (Zoom: 12)", "số|zoom|12")]
    [InlineData("một^^hai", "một|^^|hai")]
    public void Cuts_words_numbers_and_emoticons(string text, string expected) => string.Join('|', Words(text)).ShouldBe(expected);

    [Theory]
    [InlineData("Xong rồi. Gửi em nhé!", 3)]
    [InlineData("lúc 8.30 ở T.P Trà Vinh", 1)]
    [InlineData("một\nhai", 2)]
    public void Counts_sentences(string text, int sentences) => Tokens(text).Sentences.ShouldBe(sentences);

    [Theory]
    [InlineData("nó nói \"mày là đồ ngu\" với em", "mày|là|đồ|ngu")]
    [InlineData("hội thi \"Tiếng hát\" hay", "")]
    [InlineData("« nghe nói sắp sáp nhập » là tin sai", "nghe|nói|sắp|sáp|nhập")]
    [InlineData("mở ngoặc \" rồi quên đóng", "")]
    public void Knows_what_is_quoted(string text, string expected)
    {
        var normalised = new NormalisedText();
        Normaliser.Run(text, normalised);
        var tokens = new TokenList();
        Tokeniser.Run(normalised, tokens);
        var quoted = new List<string>();
        foreach (var token in tokens.Span)
        {
            if (token.IsQuoted)
            {
                quoted.Add(normalised.Marked.Slice(token.Start, token.Length).ToString());
            }
        }

        string.Join('|', quoted).ShouldBe(expected);
    }

    private static TokenList Tokens(string text)
    {
        var normalised = new NormalisedText();
        Normaliser.Run(text, normalised);
        var tokens = new TokenList();
        Tokeniser.Run(normalised, tokens);
        return tokens;
    }

    private static List<string> Words(string text)
    {
        var normalised = new NormalisedText();
        Normaliser.Run(text, normalised);
        var tokens = new TokenList();
        Tokeniser.Run(normalised, tokens);
        var words = new List<string>();
        foreach (var token in tokens.Span)
        {
            words.Add(normalised.Marked.Slice(token.Start, token.Length).ToString());
        }

        return words;
    }
}

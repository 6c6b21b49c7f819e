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
    [InlineData("một ^ hai ^", "một|hai")]
    [InlineData("vui ^_^ ^.^", "vui|^_^|^.^")]
    [InlineData(":) ;) =] :(", ":)|;)|=]|:(")]
    [InlineData("dạ :-) :'( =))))", "dạ|:-)|:'(|=))))")]
    [InlineData(":v :d :p :3", ":v|:d|:p|:3")]
    [InlineData("kìa:v", "kìa|v")]
    [InlineData("là :vui", "là|vui")]
    [InlineData("là :v, nhé", "là|:v|nhé")]
    [InlineData("là :x", "là|x")]
    [InlineData("số:", "số")]
    [InlineData("số :-", "số")]
    [InlineData("số = -", "số")]
    [InlineData("v** v*l l*", "v**|v*l|l*")]
    [InlineData("khố*n n*ạn", "khố*n|n*ạn")]
    [InlineData("đây* đó", "đây|đó")]
    [InlineData("*một* _hai_", "một|hai")]
    [InlineData("**hai** ba", "hai|ba")]
    [InlineData("*so* **đ*o** *đ**o*", "so|đ*o|đ|o")]
    [InlineData("11a1 2026", "11a1|2026")]
    [InlineData("漢字 \U00010330\U00010331", "漢字|\uE000\uE000")]
    [InlineData("rõ👍ạ", "rõ|\uE107|ạ")]
    public void Cuts_words_numbers_and_emoticons(string text, string expected) => string.Join('|', Words(text)).ShouldBe(expected);

    [Theory]
    [InlineData("Xong rồi. Gửi em nhé!", 3)]
    [InlineData("lúc 8.30 ở T.P Trà Vinh", 1)]
    [InlineData("một\nhai", 2)]
    [InlineData("", 1)]
    [InlineData("một", 1)]
    [InlineData("một.", 2)]
    [InlineData("một! hai? ba; bốn", 4)]
    [InlineData("một, hai: ba - bốn (năm)", 1)]
    [InlineData("một.\nhai", 3)]
    [InlineData("một.. hai", 3)]
    [InlineData("\"một.\" hai", 2)]
    [InlineData("một.hai", 1)]
    [InlineData("một.) hai", 1)]
    public void Counts_sentences(string text, int sentences) => Tokens(text).Sentences.ShouldBe(sentences);

    [Theory]
    [InlineData("nó nói \"mày là đồ ngu\" với em", "mày|là|đồ|ngu")]
    [InlineData("hội thi \"Tiếng hát\" hay", "")]
    [InlineData("« nghe nói sắp sáp nhập » là tin sai", "nghe|nói|sắp|sáp|nhập")]
    [InlineData("mở ngoặc \" rồi quên đóng", "")]
    [InlineData("\"một hai ba\" là đầu", "một|hai|ba")]
    [InlineData("\"một hai\"", "")]
    [InlineData("cuối là \"một hai ba\"", "một|hai|ba")]
    [InlineData("\"a b c\" giữa hai lời trích \"d e f\" hết", "a|b|c|d|e|f")]
    [InlineData("\"a b c\" ở ngoài \"d e", "a|b|c")]
    [InlineData("«a b c\" lẫn lộn cũng đóng", "a|b|c")]
    [InlineData("»a b c« viết ngược", "a|b|c")]
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

    [Theory]
    [InlineData(2, false)]
    [InlineData(3, true)]
    [InlineData(60, true)]
    [InlineData(61, false)]
    public void A_quotation_has_three_words_and_no_more_than_sixty(int words, bool isQuoted)
    {
        var tokens = Tokens($"anh nói \"{string.Join(' ', Enumerable.Repeat("chữ", words))}\" rồi");
        tokens.Span[2..^1].ToArray().ShouldAllBe(token => token.IsQuoted == isQuoted);
        (tokens.Count, tokens.Span[1].IsQuoted, tokens.Span[^1].IsQuoted).ShouldBe((words + 3, false, false));
    }

    [Theory]
    [InlineData("họp", "Word", true, true)]
    [InlineData("đồng", "Word", true, true)]
    [InlineData("hop", "Word", false, true)]
    [InlineData("đi", "Word", true, true)]
    [InlineData("11a1", "Word", false, false)]
    [InlineData("tổ7", "Word", true, false)]
    [InlineData("2026", "Number", false, false)]
    [InlineData("٣", "Number", false, false)]
    [InlineData("l**", "Word", false, true)]
    public void A_token_tells_what_it_is_made_of(string text, string kind, bool hasMarks, bool isPlain)
    {
        var token = Tokens(text).Span[0];
        (token.Kind.ToString(), token.HasMarks, token.IsPlain, token.Start, token.End).ShouldBe((kind, hasMarks, isPlain, 0, text.Length));
    }

    [Theory]
    [InlineData("a 😂 :v ^^", "Word0 Emoji0 Emoji0 Emoji0")]
    [InlineData("a. 😂 b! :v\n^^ 12", "Word0 Emoji1 Word1 Emoji2 Emoji3 Number3")]
    public void Tokens_stand_in_sentences(string text, string expected) =>
        string.Join(' ', Tokens(text).Span.ToArray().Select(token => $"{token.Kind}{token.Sentence}")).ShouldBe(expected);

    [Theory]
    [InlineData('a', true)]
    [InlineData('ỹ', true)]
    [InlineData('7', true)]
    [InlineData('\u1EFF', true)]
    [InlineData('\u1F00', true)]
    [InlineData('漢', true)]
    [InlineData(LetterTable.OtherLetter, true)]
    [InlineData(LetterTable.Mark, false)]
    [InlineData(' ', false)]
    [InlineData('_', false)]
    [InlineData('。', false)]
    public void Words_are_made_of_letters_and_digits_of_whatever_script(char letter, bool isOfWord) => Tokeniser.IsWordLetter(letter).ShouldBe(isOfWord);

    [Fact]
    public void A_text_may_have_many_words_and_the_next_one_few()
    {
        var normalised = new NormalisedText();
        var tokens = new TokenList();
        Normaliser.Run(string.Join('.', Enumerable.Repeat("a", 300)), normalised);
        Tokeniser.Run(normalised, tokens);
        (tokens.Count, tokens.Span[^1].Start).ShouldBe((300, 598));

        Normaliser.Run("một hai", normalised);
        Tokeniser.Run(normalised, tokens);
        (tokens.Count, tokens.Sentences).ShouldBe((2, 1));
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

using ZaloBot.Rules.Text;

namespace ZaloBot.Rules.Phrases;

/// <summary>One text on its way through the rules: normalised, cut into tokens, read as words. An instance serves one thread at a time.</summary>
internal sealed class Reading
{
    private ReadWord[] _words = new ReadWord[160];
    private int _count;

    /// <summary>The normalised text.</summary>
    public NormalisedText Text { get; } = new();

    /// <summary>Its tokens.</summary>
    public TokenList Tokens { get; } = new();

    /// <summary>Its words.</summary>
    public ReadOnlySpan<ReadWord> Words => _words.AsSpan(0, _count);

    /// <summary>True when the writer leaves most marks out, so that a word without marks may stand for one with them.</summary>
    public bool IsBare { get; private set; }

    /// <summary>Reads a text with the words a phrase index knows.</summary>
    public void Read(ReadOnlySpan<char> text, Lexicon lexicon)
    {
        Cut(text);
        ReadWords(lexicon);
    }

    /// <summary>Normalises a text and cuts it into tokens, without reading them as words yet.</summary>
    public void Cut(ReadOnlySpan<char> text)
    {
        Normaliser.Run(text, Text);
        Tokeniser.Run(Text, Tokens);
    }

    /// <summary>Reads the tokens as words.</summary>
    public void ReadWords(Lexicon lexicon)
    {
        _count = 0;
        IsBare = WritesBare();
        WordReader.Run(this, lexicon);
    }

    internal void Add(ReadWord word)
    {
        if (_count == _words.Length)
        {
            Array.Resize(ref _words, 2 * _count);
        }

        _words[_count++] = word;
    }

    // In properly typed Vietnamese about three words of four carry a mark.
    private bool WritesBare()
    {
        const double FewestMarks = 0.34;
        var words = 0;
        var marked = 0;
        foreach (ref readonly var token in Tokens.Span)
        {
            if (token.Kind == TokenKind.Word && token is { IsPlain: true, Length: > 1 })
            {
                words++;
                marked += token.HasMarks ? 1 : 0;
            }
        }

        return marked < FewestMarks * words;
    }
}

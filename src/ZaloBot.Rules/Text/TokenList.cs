namespace ZaloBot.Rules.Text;

/// <summary>The tokens of one text. The buffer is kept for the next text; an instance serves one thread at a time.</summary>
internal sealed class TokenList
{
    private Token[] _tokens = new Token[128];
    private int _count;

    /// <summary>Number of tokens.</summary>
    public int Count => _count;

    /// <summary>Number of sentences, at least one.</summary>
    public int Sentences { get; set; }

    /// <summary>The tokens.</summary>
    public Span<Token> Span => _tokens.AsSpan(0, _count);

    internal void Begin(int textLength)
    {
        _count = 0;
        if (_tokens.Length < textLength)
        {
            _tokens = new Token[Math.Max(textLength, 2 * _tokens.Length)];
        }
    }

    internal void Add(Token token) => _tokens[_count++] = token;
}

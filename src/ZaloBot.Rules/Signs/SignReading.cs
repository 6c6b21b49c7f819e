using ZaloBot.Rules.Entities;
using ZaloBot.Rules.Phrases;

namespace ZaloBot.Rules.Signs;

/// <summary>One text with everything recognised in it. An instance serves one thread at a time; its buffers are kept for the next text.</summary>
internal sealed class SignReading
{
    private readonly PhraseHit[] _hits = new PhraseHit[PhraseIndex.MostHits];
    private readonly PhraseHit[] _ownPhrases = new PhraseHit[PhraseIndex.MostHits];
    private int _hitCount;
    private int _ownPhraseCount;
    private SignSet _own;
    private SignSet _relayed;

    /// <summary>The words.</summary>
    public Reading Reading { get; } = new();

    /// <summary>What is recognised by its shape.</summary>
    public FoundList Entities { get; } = new();

    /// <summary>The phrases found.</summary>
    public ReadOnlySpan<PhraseHit> Hits => _hits.AsSpan(0, _hitCount);

    /// <summary>The administrator's phrases found.</summary>
    public ReadOnlySpan<PhraseHit> OwnPhrases => _ownPhrases.AsSpan(0, _ownPhraseCount);

    /// <summary>Signs of what the writer says.</summary>
    public ref readonly SignSet Own => ref _own;

    /// <summary>Signs of what the writer quotes, denies or forbids.</summary>
    public ref readonly SignSet Relayed => ref _relayed;

    /// <summary>Reads a text; <paramref name="ownPhrases"/> are an administrator's.</summary>
    public void Read(ReadOnlySpan<char> text, PhraseIndex index, OfficialDomains official, PhraseIndex? ownPhrases = null)
    {
        Reading.Read(text, (ownPhrases ?? index).Lexicon);
        _own = default;
        _relayed = default;
        EntityReader.Run(Reading.Text, Reading.Tokens, official, Entities);
        foreach (var found in Entities.Span)
        {
            Put((int)found.Kind, isRelayed: false);
        }

        _hitCount = index.Find(Reading, _hits);
        for (var number = 0; number < _hitCount; number++)
        {
            ref readonly var hit = ref _hits[number];
            Put(hit.Owner, IsRelayed(hit));
        }

        _ownPhraseCount = ownPhrases?.Find(Reading, _ownPhrases) ?? 0;

        DeadlineReader.Run(this);
        ShapeReader.Run(Reading, ref _own);
        Excuses.Apply(ref _own, ref _relayed);
    }

    /// <summary>True when a sign is quoted, denied or forbidden: its words are not blamed on the writer.</summary>
    public bool IsRelayed(in PhraseHit hit) =>
        Reading.Tokens.Span[Reading.Words[hit.FirstWord].FirstToken].IsQuoted
        || (SignNames.IsBreach(hit.Owner) && Negation.Precedes(Reading, hit.FirstWord));

    /// <summary>True when the words stand in quotation marks.</summary>
    public bool IsQuoted(in PhraseHit hit) => Reading.Tokens.Span[Reading.Words[hit.FirstWord].FirstToken].IsQuoted;

    /// <summary>Adds a sign that something beside the text gives: a file name, the preview of a link.</summary>
    public void Add(EntityKind kind) => _own.Add((int)kind);

    /// <summary>Where a phrase stands in the original text.</summary>
    public TextRange RangeOf(in PhraseHit hit) =>
        RangeOf(Reading.Words[hit.FirstWord].FirstToken, Reading.Words[hit.LastWord].LastToken);

    /// <summary>Where tokens stand in the original text.</summary>
    public TextRange RangeOf(int firstToken, int lastToken)
    {
        var tokens = Reading.Tokens.Span;
        return Reading.Text.Original(tokens[firstToken].Start, tokens[lastToken].End - tokens[firstToken].Start);
    }

    internal void Put(int sign, bool isRelayed)
    {
        if (isRelayed)
        {
            _relayed.Add(sign);
        }
        else
        {
            _own.Add(sign);
        }
    }
}

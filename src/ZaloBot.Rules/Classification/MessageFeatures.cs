using ZaloBot.Rules.Signs;

namespace ZaloBot.Rules.Classification;

/// <summary>
/// What a model sees of a message: its words and those of what was said before, the signs recognised in both, and a few signs of form. Arrays are used
/// again for the next message; not for use by two threads at once.
/// </summary>
internal sealed class MessageFeatures
{
    /// <summary>Number of <see cref="Form"/>.</summary>
    public const int FormCount = 16;

    /// <summary>Words of a text that are read; what comes behind counts for nothing.</summary>
    public const int MaxTokens = 96;

    /// <summary>The same of the context.</summary>
    public const int MaxContextTokens = 32;

    /// <summary>Most signs a message can have.</summary>
    public const int MaxSigns = 3 * SignSet.Most;

    private const uint OwnSpace = 30;
    private const uint RelayedSpace = 31;
    private const uint ContextSpace = 32;
    private const uint SignSpread = 2654435761;

    private readonly (int Number, uint Hash)[] _signs = new (int, uint)[MaxSigns];
    private readonly float[] _form = new float[FormCount];
    private int _signCount;
    private int _contextSignsAt;

    /// <summary>Words, numbers, marks and emoji of the text.</summary>
    public WordList Text { get; } = new(MaxTokens);

    /// <summary>The same of the context.</summary>
    public WordList Context { get; } = new(MaxContextTokens);

    /// <summary>The signs recognised, each with its hash.</summary>
    public ReadOnlySpan<(int Number, uint Hash)> Signs => _signs.AsSpan(0, _signCount);

    /// <summary>Signs of form (<see cref="FormSigns"/>).</summary>
    public ReadOnlySpan<float> Form => _form;

    /// <summary>How many places the words take when laid in a row: the context's first, then the text's, and last one place for all signs.</summary>
    public int Places => Context.Count + Text.Count + 1;

    /// <summary>
    /// Reads a message with the signs recognised in it; <paramref name="withoutMarks"/> sees its words as if they had been typed without diacritics.
    /// </summary>
    public void Read(ReadOnlySpan<char> text, ReadOnlySpan<char> context, in MessageSigns signs, bool withoutMarks = false)
    {
        Text.Read(text, withoutMarks);
        Context.Read(context, withoutMarks);
        _signCount = 0;
        AddSigns(signs.Own, OwnSpace);
        AddSigns(signs.Relayed, RelayedSpace);
        _contextSignsAt = _signCount;
        AddSigns(signs.Context, ContextSpace);
        FormSigns.Read(Text.Tokens, !context.IsEmpty, _form);
    }

    /// <summary>Leaves what a message has when nothing was said before it.</summary>
    public void ForgetContext()
    {
        Context.Clear();
        _signCount = _contextSignsAt;
        _form[FormSigns.HasContext] = 0;
    }

    private void AddSigns(in SignSet signs, uint space)
    {
        for (var sign = signs.Next(0); sign >= 0; sign = signs.Next(sign + 1))
        {
            _signs[_signCount++] = (sign, FeatureHash.Finish((uint)sign * SignSpread, space));
        }
    }
}

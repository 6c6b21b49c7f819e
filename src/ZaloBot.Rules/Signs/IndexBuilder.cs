using System.Collections.Frozen;
using ZaloBot.Rules.Phrases;

namespace ZaloBot.Rules.Signs;

/// <summary>Builds phrase indexes: of the shipped signs, and of an administrator's phrases.</summary>
internal sealed class IndexBuilder
{
    private readonly Lexicon _lexicon;
    private readonly List<Phrase> _phrases = [];
    private readonly Reading _reading = new();

    private IndexBuilder(Lexicon lexicon) => _lexicon = lexicon;

    /// <summary>The index of the shipped signs.</summary>
    public static PhraseIndex Shipped()
    {
        var builder = new IndexBuilder(ShippedLexicon());
        foreach (var (name, patterns) in PhraseData.Signs())
        {
            var sign = SignNames.NumberOf(name);
            foreach (var pattern in patterns)
            {
                var needsMarks = pattern[0] == '!';
                foreach (var phrase in PhrasePattern.Expand(needsMarks ? pattern[1..] : pattern))
                {
                    builder.Add(sign, phrase, needsMarks, isShipped: true);
                }
            }
        }

        return new(builder._lexicon, builder._phrases);
    }

    /// <summary>An index of an administrator's phrases. Texts read with its lexicon can be searched by the shipped index too.</summary>
    public static PhraseIndex Beside(PhraseIndex shipped, IEnumerable<(int Owner, string Phrase)> phrases)
    {
        var builder = new IndexBuilder(shipped.Lexicon.Copy());
        foreach (var (owner, phrase) in phrases)
        {
            builder.Add(owner, phrase, needsMarks: false, isShipped: false);
        }

        return new(builder._lexicon, builder._phrases);
    }

    private static Lexicon ShippedLexicon()
    {
        var vocabulary = new Vocabulary();
        var file = PhraseData.Abbreviations();
        var abbreviations = file.Words.ToDictionary(
            pair => vocabulary.Add(pair.Key), pair => Array.ConvertAll(pair.Value.Split(' '), word => vocabulary.Add(word)));
        return new(vocabulary, abbreviations, file.Spelt.Select(word => vocabulary.Add(word)).ToFrozenSet());
    }

    // A phrase is read as a message is, so that both end as the same words. Its words must be known before it is read.
    private void Add(int owner, string phrase, bool needsMarks, bool isShipped)
    {
        _reading.Cut(phrase);
        foreach (ref readonly var token in _reading.Tokens.Span)
        {
            _lexicon.Vocabulary.Add(_reading.Text.Marked.Slice(token.Start, token.Length));
        }

        _reading.ReadWords(_lexicon);
        var words = new int[_reading.Words.Length];
        for (var index = 0; index < words.Length; index++)
        {
            words[index] = _reading.Words[index].Word;
        }

        if (words.Length > 0 && !words.Contains(Vocabulary.Unknown))
        {
            // A single word without its marks is too often another: "cam on" is thanks, not "câm".
            _phrases.Add(new(owner, words, needsMarks || (isShipped && words.Length == 1 && _lexicon.Vocabulary.BareOf(words[0]) != words[0])));
        }
    }
}

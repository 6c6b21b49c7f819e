using System.Collections.Frozen;
using ZaloBot.Rules.Phrases;
using ZaloBot.Rules.Text;

namespace ZaloBot.Rules.Signs;

/// <summary>Builds a phrase index from the shipped signs and an administrator's phrases.</summary>
internal sealed class IndexBuilder
{
    private readonly Vocabulary _vocabulary = new();
    private readonly List<Phrase> _phrases = [];
    private readonly Reading _reading = new();
    private readonly Lexicon _lexicon;

    private IndexBuilder()
    {
        var file = PhraseData.Abbreviations();
        var abbreviations = file.Words.ToFrozenDictionary(
            pair => _vocabulary.Add(pair.Key), pair => Array.ConvertAll(pair.Value.Split(' '), word => _vocabulary.Add(word)));
        _lexicon = new(_vocabulary, abbreviations, file.Spelt.Select(word => _vocabulary.Add(word)).ToFrozenSet());
    }

    /// <summary>The index of the shipped signs, and of more phrases with owners from <see cref="SignSet.Most"/> on.</summary>
    public static PhraseIndex Build(IEnumerable<(int Owner, string Phrase)> more)
    {
        var builder = new IndexBuilder();
        foreach (var (name, patterns) in PhraseData.Signs())
        {
            var sign = SignNames.NumberOf(name);
            foreach (var pattern in patterns)
            {
                var needsMarks = pattern[0] == '!';
                foreach (var phrase in PhrasePattern.Expand(needsMarks ? pattern[1..] : pattern))
                {
                    builder.Add(sign, phrase, needsMarks);
                }
            }
        }

        foreach (var (owner, phrase) in more)
        {
            builder.Add(owner, phrase, needsMarks: false);
        }

        return new(builder._lexicon, builder._phrases);
    }

    // A phrase is read as a message is, so that both end as the same words. Its words must be known before it is read.
    private void Add(int owner, string phrase, bool needsMarks)
    {
        Normaliser.Run(phrase, _reading.Text);
        Tokeniser.Run(_reading.Text, _reading.Tokens);
        foreach (ref readonly var token in _reading.Tokens.Span)
        {
            _vocabulary.Add(_reading.Text.Marked.Slice(token.Start, token.Length));
        }

        _reading.Read(phrase, _lexicon);
        var words = new int[_reading.Words.Length];
        for (var index = 0; index < words.Length; index++)
        {
            words[index] = _reading.Words[index].Word;
        }

        if (words.Length > 0 && !words.Contains(Vocabulary.Unknown))
        {
            _phrases.Add(new(owner, words, needsMarks));
        }
    }
}

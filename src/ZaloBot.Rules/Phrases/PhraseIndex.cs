using System.Runtime.InteropServices;
using ZaloBot.Rules.Text;

namespace ZaloBot.Rules.Phrases;

/// <summary>
/// Finds all phrases in one pass over the words of a reading, however many phrases there are: an Aho-Corasick automaton whose letters are
/// words without marks. A hit counts only if the marks the writer did type agree with the phrase's.
/// </summary>
internal sealed class PhraseIndex
{
    /// <summary>More hits than these in one text are not kept: nobody reads on, and a text made of nothing else must not cost more.</summary>
    public const int MostHits = 512;

    private readonly Lexicon _lexicon;
    private readonly Automaton _automaton;
    private readonly Entry[] _phrases;
    private readonly int[] _words;

    /// <summary>Builds the automaton, once; the phrases' words are numbers of the lexicon's vocabulary.</summary>
    public PhraseIndex(Lexicon lexicon, IReadOnlyList<Phrase> phrases)
    {
        _lexicon = lexicon;
        var trie = new Trie();
        for (var number = 0; number < phrases.Count; number++)
        {
            trie.Plant(number, phrases[number].Words.Select(lexicon.Vocabulary.BareOf));
        }

        _automaton = new(trie, lexicon.Vocabulary.Count, out var ends);
        _phrases = new Entry[ends.Length + 1];
        List<int> words = [];
        for (var end = 0; end < ends.Length; end++)
        {
            var (next, number) = ends[end];
            var phrase = phrases[number];
            _phrases[end] = new(next, words.Count, checked((short)phrase.Owner), phrase.NeedsMarks);
            words.AddRange(phrase.Words);
        }

        _phrases[^1] = new(Automaton.NoEnd, words.Count, Owner: 0, NeedsMarks: false);
        _words = [.. words];
    }

    /// <summary>The words the phrases are made of.</summary>
    public Lexicon Lexicon => _lexicon;

    /// <summary>Writes the hits of a reading into <paramref name="hits"/>, as many as fit, and says how many.</summary>
    public int Find(Reading reading, Span<PhraseHit> hits)
    {
        var count = 0;
        var place = Automaton.Root;
        var words = reading.Words;
        var tokens = reading.Tokens.Span;
        for (var index = 0; index < words.Length; index++)
        {
            // A phrase does not run over the end of a sentence.
            if (place != Automaton.Root && tokens[words[index].FirstToken].Sentence != tokens[words[index - 1].FirstToken].Sentence)
            {
                place = Automaton.Root;
            }

            place = _automaton.Step(place, words[index].Bare);
            for (var end = _automaton.FirstEnd(place); end != Automaton.NoEnd; end = _phrases[end].Next)
            {
                var meant = _words.AsSpan(_phrases[end].WordsAt.._phrases[end + 1].WordsAt);
                var first = index - meant.Length + 1;
                if (!Agrees(reading, first, meant, _phrases[end].NeedsMarks))
                {
                    continue;
                }

                if (count == hits.Length)
                {
                    return count;
                }

                hits[count++] = new(_phrases[end].Owner, first, index);
            }
        }

        return count;
    }

    private bool Agrees(Reading reading, int first, ReadOnlySpan<int> meant, bool needsMarks)
    {
        var read = reading.Words.Slice(first, meant.Length);
        for (var index = 0; index < meant.Length; index++)
        {
            ref readonly var word = ref read[index];
            if (word.Word == meant[index])
            {
                continue;
            }

            if (needsMarks || word.IsSure || !reading.IsBare || !MayStandFor(reading, word, _lexicon.Vocabulary.WordOf(meant[index])))
            {
                return false;
            }
        }

        return true;
    }

    private static bool MayStandFor(Reading reading, in ReadWord word, ReadOnlySpan<char> meant)
    {
        ref readonly var token = ref reading.Tokens.Span[word.FirstToken];
        if (word.FirstToken != word.LastToken || token.Length != meant.Length)
        {
            // Stretched or spelt out: its letters without marks are known to agree, so it may stand for the word if it has none at all.
            return !token.HasMarks;
        }

        var typed = reading.Text.Marked.Slice(token.Start, token.Length);
        for (var index = 0; index < typed.Length; index++)
        {
            if (!VietnameseLetters.MayStandFor(typed[index], meant[index]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A phrase; they stand in the order in which they end in the automaton.</summary>
    /// <param name="Next">The next that ends where this one does.</param>
    /// <param name="WordsAt">Where its words begin; they reach to where the next phrase's do.</param>
    /// <param name="Owner">Whose it is.</param>
    /// <param name="NeedsMarks">See <see cref="Phrase"/>.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Entry(int Next, int WordsAt, short Owner, bool NeedsMarks);
}

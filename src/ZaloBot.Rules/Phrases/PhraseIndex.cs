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

    private const int Root = 0;

    private readonly Lexicon _lexicon;
    private readonly short[] _owners;
    private readonly bool[] _needsMarks;
    private readonly int[] _wordStart;
    private readonly int[] _words;
    private readonly int[] _fromRoot;
    private readonly Node[] _nodes;
    private readonly int[] _wordInto;
    private readonly int[] _nextWithOutput;
    private readonly int[] _outputStart;
    private readonly int[] _outputs;

    /// <summary>Builds the automaton, once; the phrases' words are numbers of the lexicon's vocabulary.</summary>
    public PhraseIndex(Lexicon lexicon, IReadOnlyList<Phrase> phrases)
    {
        _lexicon = lexicon;
        _owners = [.. phrases.Select(phrase => checked((short)phrase.Owner))];
        _needsMarks = [.. phrases.Select(phrase => phrase.NeedsMarks)];
        _words = [.. phrases.SelectMany(phrase => phrase.Words)];
        _wordStart = new int[phrases.Count + 1];
        var trie = new Trie();
        for (var number = 0; number < phrases.Count; number++)
        {
            _wordStart[number + 1] = _wordStart[number] + phrases[number].Words.Length;
            trie.Plant(number, phrases[number].Words.Select(lexicon.Vocabulary.BareOf));
        }

        // The places of the automaton are the nodes of the tree, level by level: those below one stand side by side.
        var ofTree = trie.ByLevel();
        var placeOf = new int[trie.Count];
        _wordInto = new int[trie.Count];
        for (var place = 0; place < ofTree.Length; place++)
        {
            placeOf[ofTree[place]] = place;
            _wordInto[place] = trie.WordInto(ofTree[place]);
        }

        _fromRoot = new int[lexicon.Vocabulary.Count];
        foreach (var (word, node) in trie.Children(Root))
        {
            _fromRoot[word] = placeOf[node];
        }

        (int Place, int Phrase)[] ends = [.. trie.Ends.Select(end => (Place: placeOf[end.Node], end.Phrase)).OrderBy(end => end.Place)];
        _outputs = [.. ends.Select(end => end.Phrase)];
        _outputStart = new int[trie.Count + 1];
        foreach (var (place, _) in ends)
        {
            _outputStart[place + 1]++;
        }

        for (var place = 0; place < trie.Count; place++)
        {
            _outputStart[place + 1] += _outputStart[place];
        }

        _nextWithOutput = new int[trie.Count];
        _nodes = new Node[trie.Count];
        var next = 1;
        for (var place = 0; place < ofTree.Length; place++)
        {
            int[] words = [.. trie.Children(ofTree[place]).Select(child => child.Word)];
            _nodes[place] = new(next, words.Length, words.Aggregate(0UL, (bits, word) => bits | BitOf(word)), Root, HasOutput(place) ? place : Root);
            next += words.Length;
        }

        Link();
    }

    /// <summary>The words the phrases are made of.</summary>
    public Lexicon Lexicon => _lexicon;

    /// <summary>Writes the hits of a reading into <paramref name="hits"/>, as many as fit, and says how many.</summary>
    public int Find(Reading reading, Span<PhraseHit> hits)
    {
        var count = 0;
        var state = Root;
        var words = reading.Words;
        var tokens = reading.Tokens.Span;
        for (var index = 0; index < words.Length; index++)
        {
            // A phrase does not run over the end of a sentence.
            if (state != Root && tokens[words[index].FirstToken].Sentence != tokens[words[index - 1].FirstToken].Sentence)
            {
                state = Root;
            }

            state = Step(state, words[index].Bare);
            if (state == Root)
            {
                continue;
            }

            for (var node = _nodes[state].FirstWithOutput; node != Root; node = _nextWithOutput[node])
            {
                for (var output = _outputStart[node]; output < _outputStart[node + 1]; output++)
                {
                    var phrase = _outputs[output];
                    var first = index - (_wordStart[phrase + 1] - _wordStart[phrase]) + 1;
                    if (!Agrees(reading, phrase, first))
                    {
                        continue;
                    }

                    if (count == hits.Length)
                    {
                        return count;
                    }

                    hits[count++] = new(_owners[phrase], first, index);
                }
            }
        }

        return count;
    }

    private int Step(int state, int word)
    {
        for (; state != Root; state = _nodes[state].Fail)
        {
            if (Below(_nodes[state], word) is var target and not Root)
            {
                return target;
            }
        }

        // No phrase begins with an unknown word; one beyond the table belongs to the phrases of an administrator, which have an index of their own.
        return word < _fromRoot.Length ? _fromRoot[word] : Root;
    }

    // Where a word leads from a place below the root; back to the root when nowhere.
    private int Below(in Node node, int word) =>
        (node.Words & BitOf(word)) != 0 && _wordInto.AsSpan(node.First, node.Count).IndexOf(word) is var index and >= 0 ? node.First + index : Root;

    private bool Agrees(Reading reading, int phrase, int first)
    {
        var words = reading.Words;
        for (int place = _wordStart[phrase], index = first; place < _wordStart[phrase + 1]; place++, index++)
        {
            ref readonly var word = ref words[index];
            var meant = _words[place];
            if (word.Word == meant)
            {
                continue;
            }

            if (_needsMarks[phrase] || word.IsSure || !reading.IsBare || !MayStandFor(reading, word, _lexicon.Vocabulary.WordOf(meant)))
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

    // Where to go on from each place when the next word leads nowhere: the longest end of what was read that begins a phrase. It lies on a level above, so it is
    // linked before.
    private void Link()
    {
        for (var place = 1; place < _nodes.Length; place++)
        {
            ref readonly var node = ref _nodes[place];
            for (var below = node.First; below < node.First + node.Count; below++)
            {
                var behind = Step(node.Fail, _wordInto[below]);
                _nextWithOutput[below] = _nodes[behind].FirstWithOutput;
                _nodes[below] = _nodes[below] with { Fail = behind, FirstWithOutput = HasOutput(below) ? below : _nextWithOutput[below] };
            }
        }
    }

    private bool HasOutput(int place) => _outputStart[place] < _outputStart[place + 1];

    private static ulong BitOf(int word) => 1UL << (word % 64);

    /// <summary>What is asked of a place with every word.</summary>
    /// <param name="First">The first of the places below.</param>
    /// <param name="Count">How many there are.</param>
    /// <param name="Words">A bit for each word that leads to one; most words lead nowhere, and need not be looked for.</param>
    /// <param name="Fail">Where to go on when the word leads nowhere.</param>
    /// <param name="FirstWithOutput">The first of this place and those behind it at which a phrase ends.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Node(int First, int Count, ulong Words, int Fail, int FirstWithOutput);
}

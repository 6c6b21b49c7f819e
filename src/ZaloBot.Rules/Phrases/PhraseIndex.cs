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
    private readonly ulong[] _edgeKeys;
    private readonly int[] _edgeTargets;
    private readonly Node[] _nodes;
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

        _outputStart = new int[trie.Count + 1];
        foreach (var (node, _) in trie.Ends)
        {
            _outputStart[node + 1]++;
        }

        for (var node = 0; node < trie.Count; node++)
        {
            _outputStart[node + 1] += _outputStart[node];
        }

        _outputs = [.. trie.Ends.OrderBy(end => end.Node).Select(end => end.Phrase)];
        _nextWithOutput = new int[trie.Count];
        var fail = Link(trie);
        _nodes = [.. Enumerable.Range(0, trie.Count).Select(node => NodeOf(trie, node, fail[node]))];

        _fromRoot = new int[lexicon.Vocabulary.Count];
        foreach (var (word, node) in trie.Children(Root))
        {
            _fromRoot[word] = node;
        }

        (_edgeKeys, _edgeTargets) = Flatten(trie);
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
        if (word == Vocabulary.Unknown)
        {
            return Root;
        }

        while (state != Root)
        {
            ref readonly var node = ref _nodes[state];
            if ((node.Words & BitOf(word)) != 0 && Edge(state, word) is var target and not Root)
            {
                return target;
            }

            state = node.Fail;
        }

        // A word beyond the table belongs to the phrases of an administrator, which have an index of their own.
        return word < _fromRoot.Length ? _fromRoot[word] : Root;
    }

    private int Edge(int state, int word)
    {
        var key = Trie.Key(state, word);
        var mask = _edgeKeys.Length - 1;
        for (var slot = Slot(key, mask); _edgeKeys[slot] != 0; slot = (slot + 1) & mask)
        {
            if (_edgeKeys[slot] == key)
            {
                return _edgeTargets[slot];
            }
        }

        return Root;
    }

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

    // Where to go on from each place when the next word leads nowhere: the longest end of what was read that begins a phrase.
    private int[] Link(Trie trie)
    {
        var fail = new int[trie.Count];
        var queue = new Queue<int>(trie.Children(Root).Select(child => child.Node));
        while (queue.TryDequeue(out var node))
        {
            foreach (var (word, target) in trie.Children(node))
            {
                var fallback = fail[node];
                while (fallback != Root && trie.Child(fallback, word) == Root)
                {
                    fallback = fail[fallback];
                }

                fail[target] = trie.Child(fallback, word);
                queue.Enqueue(target);
            }

            var behind = fail[node];
            _nextWithOutput[node] = _outputStart[behind] < _outputStart[behind + 1] ? behind : _nextWithOutput[behind];
        }

        return fail;
    }

    private Node NodeOf(Trie trie, int node, int fail)
    {
        var words = trie.Children(node).Aggregate(0UL, (bits, child) => bits | BitOf(child.Word));
        return new(words, fail, _outputStart[node] < _outputStart[node + 1] ? node : _nextWithOutput[node]);
    }

    private static ulong BitOf(int word) => 1UL << (word % 64);

    private static (ulong[] Keys, int[] Targets) Flatten(Trie trie)
    {
        var size = 16;
        while (size < 2 * trie.Count)
        {
            size *= 2;
        }

        var keys = new ulong[size];
        var targets = new int[size];
        for (var node = 1; node < trie.Count; node++)
        {
            foreach (var (word, target) in trie.Children(node))
            {
                var key = Trie.Key(node, word);
                var slot = Slot(key, size - 1);
                while (keys[slot] != 0)
                {
                    slot = (slot + 1) & (size - 1);
                }

                keys[slot] = key;
                targets[slot] = target;
            }
        }

        return (keys, targets);
    }

    private static int Slot(ulong key, int mask) => (int)((key * 0x9E3779B97F4A7C15UL) >> 40) & mask;

    /// <summary>What is asked of a place in the tree with every word.</summary>
    /// <param name="Words">A bit for each word that leads on from here; most words lead nowhere, and need not be looked up.</param>
    /// <param name="Fail">Where to go on when the word leads nowhere.</param>
    /// <param name="FirstWithOutput">The first of this place and those behind it at which a phrase ends.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Node(ulong Words, int Fail, int FirstWithOutput);
}

namespace ZaloBot.Rules.Phrases;

/// <summary>The tree of phrases while it is being built: children as linked lists, edges in one table.</summary>
internal sealed class Trie
{
    private readonly Dictionary<ulong, int> _edges = [];
    private readonly List<(int Word, int FirstChild, int NextSibling)> _nodes = [(0, 0, 0)];
    private readonly List<(int Node, int Phrase)> _ends = [];

    /// <summary>Number of nodes; the root is 0.</summary>
    public int Count => _nodes.Count;

    /// <summary>Where phrases end, in the order they were planted.</summary>
    public IReadOnlyList<(int Node, int Phrase)> Ends => _ends;

    /// <summary>Adds a phrase.</summary>
    public void Plant(int phrase, IEnumerable<int> words)
    {
        var node = 0;
        foreach (var word in words)
        {
            var child = Child(node, word);
            if (child == 0)
            {
                child = _nodes.Count;
                _edges.Add(Key(node, word), child);
                _nodes.Add((word, 0, _nodes[node].FirstChild));
                _nodes[node] = _nodes[node] with { FirstChild = child };
            }

            node = child;
        }

        if (node != 0)
        {
            _ends.Add((node, phrase));
        }
    }

    /// <summary>The nodes below a node, with the words that lead to them.</summary>
    public IEnumerable<(int Word, int Node)> Children(int node)
    {
        for (var child = _nodes[node].FirstChild; child != 0; child = _nodes[child].NextSibling)
        {
            yield return (_nodes[child].Word, child);
        }
    }

    /// <summary>All nodes, the root first, each level before the one below it; those below one node stand together, in the order of <see cref="Children"/>.</summary>
    public int[] ByLevel()
    {
        List<int> nodes = [0];
        for (var next = 0; next < nodes.Count; next++)
        {
            nodes.AddRange(Children(nodes[next]).Select(child => child.Node));
        }

        return [.. nodes];
    }

    // The node a word leads to, 0 when there is none.
    private int Child(int node, int word) => _edges.GetValueOrDefault(Key(node, word));

    private static ulong Key(int node, int word) => ((ulong)(uint)node << 32) | (uint)word;
}

namespace ZaloBot.Rules.Phrases;

/// <summary>A phrase to look for.</summary>
/// <param name="Owner">Whose it is; the index hands it back with each hit.</param>
/// <param name="Words">Numbers of its words.</param>
/// <param name="NeedsMarks">True when it must not be recognised in words typed without marks, because it would mean something else there.</param>
internal sealed record Phrase(int Owner, int[] Words, bool NeedsMarks);

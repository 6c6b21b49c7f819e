using ZaloBot.Rules.Classification;

namespace ZaloBot.Rules.Training;

/// <summary>Chooses which features a model knows.</summary>
internal static class FeatureTables
{
    /// <summary>The features that stand in most messages.</summary>
    public static FeatureTable Of(IEnumerable<Sample> samples, int rows)
    {
        var frequencies = new Dictionary<uint, int>();
        foreach (var sample in samples)
        {
            foreach (var hash in sample.Written.Hashes.Distinct())
            {
                frequencies[hash] = frequencies.GetValueOrDefault(hash) + 1;
            }
        }

        return FeatureTable.Of(frequencies, rows);
    }
}

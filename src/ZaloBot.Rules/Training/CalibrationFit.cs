using ZaloBot.Rules.Classification;

namespace ZaloBot.Rules.Training;

/// <summary>Logistic regression on the signals by Newton steps, weighted so that violations have the base rate (Platt 1999).</summary>
internal static class CalibrationFit
{
    private const double LongestStep = 0.5;
    private const double Least = 1e-9;

    public static Calibration Of(IReadOnlyList<UnseenAnswer> answers, double baseRate)
    {
        var violations = answers.Count(answer => answer.IsViolation);
        double up = baseRate / violations, down = (1 - baseRate) / (answers.Count - violations);
        var fit = Fit(answers, up, down, answer => [answer.Looks.Signals.Network, answer.Looks.Signals.Linear, 1]);
        var first = new Calibration.Weights(fit[0], fit[1], 0, fit[2]);

        // The second curve is only asked where the first is not sure, and fitted there.
        UnseenAnswer[] unsure = [.. answers.Where(answer => Calibration.LeavesDoubt(first.Sum(answer.Looks.Signals, 0)))];
        if (unsure.All(answer => answer.IsViolation) || !unsure.Any(answer => answer.IsViolation))
        {
            return new(first, first);
        }

        fit = Fit(unsure, up, down, answer => [answer.Looks.Signals.Network, answer.Looks.Signals.Linear, answer.Looks.Second, 1]);
        return new(first, new(fit[0], fit[1], fit[2], fit[3]));
    }

    private static float[] Fit(IReadOnlyList<UnseenAnswer> answers, double up, double down, Func<UnseenAnswer, double[]> read)
    {
        var known = answers.Select(read).ToArray();
        var unknowns = known[0].Length;
        var fit = new double[unknowns];
        for (var round = 0; round < 50; round++)
        {
            var slope = new double[unknowns];
            var bend = new double[unknowns, unknowns];
            for (var answer = 0; answer < known.Length; answer++)
            {
                var weight = answers[answer].IsViolation ? up : down;
                var odds = 0.0;
                for (var i = 0; i < unknowns; i++)
                {
                    odds += fit[i] * known[answer][i];
                }

                var probability = 1 / (1 + Arithmetic.Exp(-odds));
                for (var i = 0; i < unknowns; i++)
                {
                    slope[i] += weight * (probability - (answers[answer].IsViolation ? 1 : 0)) * known[answer][i];
                    for (var j = 0; j < unknowns; j++)
                    {
                        bend[i, j] += weight * probability * (1 - probability) * known[answer][i] * known[answer][j];
                    }
                }
            }

            // A signal that is nothing in all answers has no slope and no bend; so it gets no weight.
            for (var i = 0; i < unknowns; i++)
            {
                bend[i, i] += Least;
            }

            var step = Solve(bend, slope);
            for (var i = 0; i < unknowns; i++)
            {
                // From far away a whole Newton step may overshoot and never come back.
                fit[i] -= Math.Clamp(step[i], -LongestStep, LongestStep);
            }
        }

        // Rounded, so that the last bit of the library's logarithm, which may differ between machines, does not reach the file.
        return [.. fit.Select(value => (float)Math.Round(value, 3))];
    }

    // Gauss elimination; the matrix is symmetric and positive, so no pivot is sought.
    private static double[] Solve(double[,] matrix, double[] right)
    {
        var unknowns = right.Length;
        for (var i = 0; i < unknowns; i++)
        {
            for (var row = i + 1; row < unknowns; row++)
            {
                var factor = matrix[row, i] / matrix[i, i];
                for (var column = i; column < unknowns; column++)
                {
                    matrix[row, column] -= factor * matrix[i, column];
                }

                right[row] -= factor * right[i];
            }
        }

        var solution = new double[unknowns];
        for (var i = unknowns - 1; i >= 0; i--)
        {
            var sum = right[i];
            for (var column = i + 1; column < unknowns; column++)
            {
                sum -= matrix[i, column] * solution[column];
            }

            solution[i] = sum / matrix[i, i];
        }

        return solution;
    }
}

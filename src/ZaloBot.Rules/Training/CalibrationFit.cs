using ZaloBot.Rules.Classification;

namespace ZaloBot.Rules.Training;

/// <summary>Logistic regression on the signals by Newton steps, weighted so that violations have the base rate (Platt 1999).</summary>
internal static class CalibrationFit
{
    private const int Unknowns = 4;
    private const double LongestStep = 0.5;

    public static Calibration Of(IReadOnlyList<UnseenAnswer> answers, double baseRate)
    {
        var violations = answers.Count(answer => answer.IsViolation);
        double up = baseRate / violations, down = (1 - baseRate) / (answers.Count - violations);
        double[] fit = [0, 0, 0, 0];
        for (var round = 0; round < 50; round++)
        {
            var slope = new double[Unknowns];
            var bend = new double[Unknowns, Unknowns];
            foreach (var answer in answers)
            {
                double[] known = [answer.Signals.Network, answer.Signals.Linear, answer.Signals.Context, 1];
                var weight = answer.IsViolation ? up : down;
                var probability = 1 / (1 + Arithmetic.Exp(-((fit[0] * known[0]) + (fit[1] * known[1]) + (fit[2] * known[2]) + fit[3])));
                for (var i = 0; i < Unknowns; i++)
                {
                    slope[i] += weight * (probability - (answer.IsViolation ? 1 : 0)) * known[i];
                    for (var j = 0; j < Unknowns; j++)
                    {
                        bend[i, j] += weight * probability * (1 - probability) * known[i] * known[j];
                    }
                }
            }

            var step = Solve(bend, slope);
            for (var i = 0; i < Unknowns; i++)
            {
                // From far away a whole Newton step may overshoot and never come back.
                fit[i] -= Math.Clamp(step[i], -LongestStep, LongestStep);
            }
        }

        // Rounded, so that the last bit of the library's logarithm, which may differ between machines, does not reach the file.
        return new(Rounded(fit[0]), Rounded(fit[1]), Rounded(fit[2]), Rounded(fit[3]));

        static float Rounded(double value) => (float)Math.Round(value, 3);
    }

    // Gauss elimination; the matrix is symmetric and positive, so no pivot is sought.
    private static double[] Solve(double[,] matrix, double[] right)
    {
        for (var i = 0; i < Unknowns; i++)
        {
            for (var row = i + 1; row < Unknowns; row++)
            {
                var factor = matrix[row, i] / matrix[i, i];
                for (var column = i; column < Unknowns; column++)
                {
                    matrix[row, column] -= factor * matrix[i, column];
                }

                right[row] -= factor * right[i];
            }
        }

        var solution = new double[Unknowns];
        for (var i = Unknowns - 1; i >= 0; i--)
        {
            var sum = right[i];
            for (var column = i + 1; column < Unknowns; column++)
            {
                sum -= matrix[i, column] * solution[column];
            }

            solution[i] = sum / matrix[i, i];
        }

        return solution;
    }
}

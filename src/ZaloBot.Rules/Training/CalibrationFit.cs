using ZaloBot.Rules.Classification;

namespace ZaloBot.Rules.Training;

/// <summary>Platt's fit of a logistic curve to log-odds, by Newton steps, weighted so that violations have the base rate.</summary>
internal static class CalibrationFit
{
    public static Calibration Of(IReadOnlyList<(float Odds, bool IsViolation)> answers, double baseRate)
    {
        var violations = answers.Count(answer => answer.IsViolation);
        double up = baseRate / violations, down = (1 - baseRate) / (answers.Count - violations);
        double slope = 1, offset = 0;
        for (var round = 0; round < 100; round++)
        {
            double g0 = 0, g1 = 0, h00 = 1e-12, h01 = 0, h11 = 1e-12;
            foreach (var (odds, isViolation) in answers)
            {
                var weight = isViolation ? up : down;
                var probability = 1 / (1 + Arithmetic.Exp(-((slope * odds) + offset)));
                var error = weight * (probability - (isViolation ? 1 : 0));
                var bend = weight * probability * (1 - probability);
                g0 += error * odds;
                g1 += error;
                h00 += bend * odds * odds;
                h01 += bend * odds;
                h11 += bend;
            }

            var determinant = (h00 * h11) - (h01 * h01);
            var byslope = ((h11 * g0) - (h01 * g1)) / determinant;
            var byOffset = ((h00 * g1) - (h01 * g0)) / determinant;
            slope -= byslope;
            offset -= byOffset;
            if (Math.Abs(byslope) + Math.Abs(byOffset) < 1e-9)
            {
                break;
            }
        }

        return new((float)slope, (float)offset);
    }
}

using System.Globalization;
using Nameward.Engine.Baselines;

namespace Nameward.Engine.Findings;

/// <summary>One measure of a client's day beside what is normal.</summary>
/// <param name="Measure">What is counted.</param>
/// <param name="Value">How much it was.</param>
/// <param name="Usual">What client-days had that are normal.</param>
/// <param name="Role">The role of these clients; null where the whole fleet stands for it.</param>
/// <param name="OwnMost">The most that the client itself had on days that the baseline remembers; null where it remembers none.</param>
sealed record Deviation(HostMeasure Measure, int Value, Histogram Usual, HostRole? Role, int? OwnMost)
{
    /// <summary>The part of normal client-days with at least as much, this one counted among them (a conformal p-value; Vovk, Gammerman, Shafer 2005).</summary>
    public double P => (1.0 + Usual.AtLeast(Value)) / (1.0 + Usual.Total);

    /// <summary>The evidence that P carries: its mean is at most 1 of what is normal (calibrator of Vovk and Wang 2021 with kappa 1/2).</summary>
    public double E => 0.5 / Math.Sqrt(P);

    /// <summary>What was usual, in the unit of the value; null where no normal client-day had less.</summary>
    public int? UsualMost => Usual.MostBelow(Value);

    /// <summary>What the client did: "asked 3,210 names".</summary>
    public string Did => $"{Measure.Does} {Quantity.Count(Value)} {Measure.Unit(Value)}";

    /// <summary>The same with the quantile: "...; 99.8 % of 406 client-days of workstations asked at most 14".</summary>
    public string InWords => $"{Did}; {Share} of {Quantity.Count(Usual.Total)} client-days{OfWhom} {Measure.Does} {Bound}{Own}";

    string OfWhom => Role is { } role ? $" of {RoleWords.Many(role)}" : "";

    string Bound => UsualMost is { } most ? $"at most {Quantity.Count(most)}" : "as much or more";

    string Own => OwnMost is { } most ? $", it by itself at most {Quantity.Count(most)}" : "";

    string Share
    {
        get
        {
            var fewer = Usual.Total - Usual.AtLeast(Value);
            return fewer == 0 || fewer == Usual.Total ? "all" : string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(1000.0 * fewer / Usual.Total) / 10:0.0} %");
        }
    }
}

using Nameward.Engine.Baselines;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings;

/// <summary>What stands out in evidence beside the figures that came with the program: for words alone, nothing is found on their strength.</summary>
static class ShippedWords
{
    /// <summary>The client-day that is farthest above all of which the figures were made; null where none is above.</summary>
    public static Sentence? Farthest(Scene scene)
    {
        var above = from host in scene.JudgedDays.SelectMany(day => day.Hosts)
                    from measure in HostMeasure.OfDay
                    let most = ShippedFigures.Of(measure)?.Most ?? int.MaxValue
                    where host.Values[measure.Place] > most
                    orderby host.Values[measure.Place] / (1.0 + most) descending, host.Client, host.Day, measure.Place
                    select Sentence.Of($"{host.Client} {measure.Does} {Quantity.Count(host.Values[measure.Place])} {measure.Unit(host.Values[measure.Place])} in a day; all of {Quantity.Count(ShippedFigures.ClientDays)} client-days of recorded networks {measure.Does} at most {Quantity.Count(most)}");
        return above.FirstOrDefault();
    }
}

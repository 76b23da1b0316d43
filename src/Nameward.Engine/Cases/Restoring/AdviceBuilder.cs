using System.Collections.Immutable;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases.Restoring;

/// <summary>What is open in the configuration of the evidence, and how each product is hardened.</summary>
sealed class AdviceBuilder
{
    /// <summary>Different things of one server that are told; the rest is the same advice for other zones.</summary>
    const int MostItems = 20;

    /// <summary>What is open, by server.</summary>
    public ImmutableArray<(HostileText Server, MisconfiguredItem Item)> Items { get; }

    /// <summary>The advice for each server.</summary>
    public ImmutableArray<AdvisedServer> Servers { get; }

    /// <summary>Looks at all configuration of the evidence.</summary>
    public AdviceBuilder(Scene scene)
    {
        var found = new MisconfigurationJudge(scene, []).Judge().Select(weighing => (Misconfiguration)weighing.Subject).ToList();
        Items = [.. found.SelectMany(server => server.Items.Select(item => (server.Server, item)))];
        Servers = [.. found.Select(server => Advised(server, scene))];
    }

    static AdvisedServer Advised(Misconfiguration server, Scene scene)
    {
        var source = server.Items[0].Statement.At.Source;
        var product = source < scene.Sources.Length ? RestoreProducts.Of(scene.Sources[source].Format) : null;
        return new(server.Server, product, [.. server.Items.DistinctBy(item => (item.Item, item.Object)).Take(MostItems).Select(item => Advised(item, product))]);
    }

    static AdvisedItem Advised(MisconfiguredItem item, RestoreProduct? product)
    {
        var (advice, settings) = HardeningTable.Of(item.Item);
        return new(MisconfiguredItem.Id(item.Item), MisconfiguredItem.Words(item.Item), item.Object, item.Value, advice, [.. settings.Where(setting => product is null || setting.Product == product)]);
    }
}

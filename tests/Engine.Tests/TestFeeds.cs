using System.Text;
using Nameward.Engine.Intelligence;

namespace Nameward.Engine.Tests;

/// <summary>Feeds for tests.</summary>
static class TestFeeds
{
    /// <summary>One feed that says this, read as a file for one run is.</summary>
    public static IndicatorFeed Feed(string name, string content) => IndicatorFeed.Read(name, Encoding.UTF8.GetBytes(content), out _)!;

    /// <summary>Intelligence of one such feed.</summary>
    public static Indicators Of(string name, string content) => new([Feed(name, content)]);
}

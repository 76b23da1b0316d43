using System.Reflection;

namespace Nameward.Engine;

/// <summary>The name and version of this program, as they stand in every output.</summary>
public static class Product
{
    /// <summary>Semantic version of the build.</summary>
    public static string Version { get; } =
        typeof(Product).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";
}

using Nameward.Engine;

Console.WriteLine(Product.Version);
return 0;

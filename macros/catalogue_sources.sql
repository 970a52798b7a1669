{#- Which sources have, beside their events, an entity of the catalogue, as YAML: each is a model stg_<source>__<entity>. A new
    staging folder that has one adds its name. `categories` is the tree (category_id, parent_id, category_name), `products`
    the catalogue of today (product_id, product_name, brand), `item_properties` its history (product_id, property, value,
    valid_from), `event_items` what events name that are about several products. -#}
{% macro catalogue_sources() %}
categories:
  - shop
  - retailrocket
products:
  - shop
item_properties:
  - shop
event_items:
  - shop
  - ga4
{%- endmacro %}
